import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { accessContract } from './contract/access.ts';
import { aroundContract } from './contract/around.ts';
import { campaignContract } from './contract/campaigns.ts';
import { consoleContract } from './contract/console.ts';
import { deliveryContract } from './contract/delivery.ts';
import { draftContract } from './contract/drafts.ts';
import { learningStatesContract } from './contract/learning-states.ts';
import { lookContract } from './contract/looks.ts';
import { messageContract } from './contract/messages.ts';
import { peopleContract } from './contract/people.ts';
import { teamContract } from './contract/teams.ts';
import { totalsContract } from './contract/totals.ts';
import { trackingContract } from './contract/tracking.ts';
import { transactionContract } from './contract/transactions.ts';
import { empty } from './stores.ts';

/** What every store must do, whatever lies below it. */
export function storeContract(title: string, open: () => Promise<Store>): void {
  describe(title, () => {
    let opened: Store;
    const store = () => opened;
    beforeAll(async () => {
      opened = await open();
    });
    beforeEach(() => empty(opened));
    afterAll(() => opened.close());

    transactionContract(store);
    campaignContract(store);
    peopleContract(store);
    learningStatesContract(store);
    lookContract(store);
    messageContract(store);
    aroundContract(store);
    deliveryContract(store);
    trackingContract(store);
    totalsContract(store);
    teamContract(store);
    accessContract(store);
    consoleContract(store);
    draftContract(store);
  });
}
