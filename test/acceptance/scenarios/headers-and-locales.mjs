import { campaign, campaignFiles, files, firstDifference, launch, mails, message } from '../world.mjs';

// What interfaces.md ("Mail out") promises of every mail, and the fallback nl-BE → nl → default (campaigns.md).
// kick-off exists as en, nl and nl-BE, last only as en. fr has neither: English, the first of the workspace's locales.
export default {
  name: 'headers of every mail, one recipient, a text part, the right language',
  files: {
    ...files(`email,first_name,department,country,locale
flo@waterlijn.example,Flo,Sales,BE,nl-BE
ned@waterlijn.example,Ned,Sales,NL,nl
nel@waterlijn.example,"Nel <b>& ""Co""",Sales,NL,nl-NL
fra@waterlijn.example,,Sales,NL,fr
`),
    ...campaignFiles(
      'data',
      campaign('starts: 2027-09-06\ninform:\n  - mail: kick-off\n    at: start\n  - mail: last\n    after: 1 day\n'),
      'kick-off',
      'last',
    ),
    'campaigns/data/kick-off.nl.md': message(
      'Over data, {{firstName "hallo"}}',
      'Dag {{firstName "collega"}}, **tien minuten**.',
    ),
    'campaigns/data/kick-off.nl-BE.md': message('Over data in Vlaanderen', 'Dag {{firstName "collega"}}.'),
  },
  script: [...launch('2027-09-03T08:00:00Z', 'data'), { from: '2027-09-03T08:00:00Z', until: '2027-09-30T00:00:00Z' }],
  expect: mails(
    ['flo', 'ned', 'nel', 'fra']
      .flatMap((who) => [`${who} kick-off 2027-09-06T07:00Z`, `${who} last 2027-09-07T07:00Z`])
      .join('\n'),
  ),
  mails: (all) => {
    const of = (who, step) =>
      all.find((mail) => mail.to[0] === `${who}@waterlijn.example` && mail.headers.get('x-druppel-step') === step);
    const language = (who, step) => of(who, step)?.headers.get('content-language');
    const each = all.map((mail) => {
      const header = (name) => mail.headers.get(name) ?? '';
      return firstDifference(
        ['recipients of one mail', mail.to.length, 1],
        ['To', header('to').includes(mail.to[0]) && !header('to').includes(','), true],
        ['X-Druppel-Campaign', header('x-druppel-campaign'), 'data@1'],
        ['Auto-Submitted', header('auto-submitted'), 'auto-generated'],
        ['List-Id', header('list-id').includes('digital-skills'), true],
        ['List-Unsubscribe', /^<https:\/\/learn\.waterlijn\.example\/u\/[^>]+>/.test(header('list-unsubscribe')), true],
        ['List-Unsubscribe-Post', header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click'],
        ['Message-ID', /^<[^<>@\s]+@[^<>@\s]+>$/.test(header('message-id')), true],
        ['text part', /content-type: text\/plain/i.test(mail.raw), true],
        ['html part', /content-type: text\/html/i.test(mail.raw), true],
        ['From', header('from').includes('<learning@waterlijn.example>'), true],
        // RFC 5322: lines of at most 998 characters.
        ['longest line', mail.raw.split('\r\n').every((line) => line.length <= 998), true],
        // A name with markup stays text.
        ['markup in a name', mail.raw.split(/content-type: text\/html/i)[1]?.includes('<b>&'), false],
      );
    });
    return [
      ...each,
      firstDifference(
        ['message ids', new Set(all.map((mail) => mail.headers.get('message-id'))).size, 8],
        ['flo', language('flo', 'kick-off'), 'nl-BE'],
        ['ned', language('ned', 'kick-off'), 'nl'],
        ['nel', language('nel', 'kick-off'), 'nl'],
        ['fra', language('fra', 'kick-off'), 'en'],
        ['flo, last', language('flo', 'last'), 'en'],
        ['subject of ned', of('ned', 'kick-off')?.headers.get('subject'), 'Over data, Ned'],
        ['subject of flo', of('flo', 'kick-off')?.headers.get('subject'), 'Over data in Vlaanderen'],
        // {{firstName "there"}} of somebody without a first name.
        ['fallback', of('fra', 'kick-off')?.raw.includes('Hello there'), true],
      ),
    ];
  },
};
