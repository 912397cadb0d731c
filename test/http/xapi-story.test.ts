import { describe, expect, it } from 'vitest';
import { campaignBeforeItsReminder, type PlayedCampaign } from './played-campaign.ts';

const ADL = 'http://adlnet.gov/expapi/verbs';

describe('a reminder that stands ready for the morning', () => {
  it('goes to whoever has not begun, and not to whom the learning platform says has begun', async () => {
    const campaign = await campaignBeforeItsReminder();
    expect(await campaign.mails()).toEqual(['ana kick-off', 'bo kick-off']);
    await tell(campaign, 'completed', 'https://learn.waterlijn.example/data-101');
    await campaign.goOn();
    expect(await campaign.mails()).toEqual(['ana kick-off', 'bo kick-off', 'bo last-one']);
  });
});

describe('a statement about an activity that nobody here knows', () => {
  it('stands in the doctor, with what to do', async () => {
    const campaign = await campaignBeforeItsReminder();
    await tell(campaign, 'completed', 'https://platform.example/courses/unheard-of');
    const { stdout } = await campaign.druppel('doctor');
    expect(stdout).toContain('https://platform.example/courses/unheard-of (1)');
    expect(stdout).toContain('druppel import activities');
  });
});

/** What Ana did, a minute before it is told, over the wire. */
async function tell(campaign: PlayedCampaign, verb: string, activity: string): Promise<void> {
  const { address, id, secret } = await campaign.open('write:learning');
  const response = await fetch(`${address}/xapi/statements`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-experience-api-version': '1.0.3',
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
    },
    body: JSON.stringify({
      actor: { mbox: 'mailto:ana@waterlijn.example' },
      verb: { id: `${ADL}/${verb}` },
      object: { id: activity },
      timestamp: '2027-04-28T06:58:00Z',
    }),
  });
  expect([response.status, await response.json()]).toEqual([200, [expect.any(String)]]);
}
