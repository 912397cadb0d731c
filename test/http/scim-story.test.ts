import { expect, it } from 'vitest';
import { campaignBeforeItsReminder } from './played-campaign.ts';

it('nothing more goes to somebody whom the identity provider deactivates, however ready the mail was', async () => {
  const campaign = await campaignBeforeItsReminder();
  const { address, token } = await campaign.open('scim');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
  const made = await fetch(`${address}/scim/v2/Users`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ userName: 'bo@waterlijn.example', active: true }),
  });
  const { id } = (await made.json()) as { id: string };
  const patch = await fetch(`${address}/scim/v2/Users/${id}`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
    }),
  });
  expect([made.status, patch.status]).toEqual([201, 200]);
  await campaign.goOn();
  expect(await campaign.mails()).toEqual(['ana kick-off', 'ana last-one', 'bo kick-off']);
});
