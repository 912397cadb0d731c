import type { Tables } from '../../store/tables.ts';

/** Data about people, by what it is; each has its line on the privacy page. */
export const PERSON_DATA = [
  'identity',
  'work',
  'learning',
  'participation',
  'mails',
  'stories',
  'behaviour',
  'choices',
  'provisioning',
  'statements',
  'imports',
  'answers',
  'inbox',
  'links',
  'console',
  'deeds',
  'hashes',
] as const;
export type PersonData = (typeof PERSON_DATA)[number];

/** Everything else: what is published, numbers about nobody, and what keeps the machine going. */
export type OtherData = 'opens' | 'content' | 'numbers' | 'machine';

type Column<Name extends keyof Tables> = keyof Tables[Name]['$inferSelect'];

/**
 * What each column of each table is. A new column without its word does not compile: whoever adds one says what it is,
 * and with that who sees it and how long it stays.
 */
export const DATA_REGISTER: {
  readonly [Name in keyof Tables]: Readonly<Record<Column<Name>, PersonData | OtherData>>;
} = {
  employees: {
    ...all('identity', ['key', 'id', 'email', 'emailDigest', 'createdAt']),
    ...all('work', ['locale', 'timezone', 'country', 'region', 'workingDays', 'leave', 'hiredOn', 'leftOn']),
    ...all('work', ['missingSince', 'managerEmail', 'buddyEmail', 'attributes', 'folded']),
    ...all('choices', ['chosenLocale', 'chosenNeed']),
    ...all('mails', ['suppressedAt', 'notedAt']),
    ...all('machine', ['revision', 'wakeAt', 'lookedAt']),
  },
  formerEmails: all('identity', ['email', 'person']),
  attributeUses: all('content', ['name', 'readAs']),
  activities: all('content', [
    ...(['id', 'title', 'kind', 'durationMinutes', 'url', 'competencies', 'cost', 'validMonths'] as const),
  ]),
  stories: {
    ...all('stories', ['author', 'firstName', 'department', 'consentOn', 'expiresOn', 'withdrawnOn', 'texts']),
    ...all('content', ['id', 'origin', 'about', 'savedAt']),
  },
  learningRecords: all('learning', [
    ...(['id', 'person', 'activity', 'event', 'at', 'holdsFrom', 'due', 'score', 'progress', 'importId'] as const),
  ]),
  learningStates: all('learning', [
    ...(['activity', 'person', 'firstAt', 'firstSignAt', 'lastSignAt', 'finishedAt', 'failedAt'] as const),
    ...(['due', 'dueSetAt', 'progress', 'wholeFrom'] as const),
  ]),
  choices: all('choices', ['person', 'kind', 'about', 'at', 'until']),
  suppressions: all('hashes', ['addressHmac', 'since', 'why']),
  participations: all('participation', [
    ...(['id', 'campaign', 'person', 'round', 'version', 'beganAt', 'joinedAt', 'newcomer', 'fixed', 'place'] as const),
    ...(['informBeganAt', 'activateBeganAt', 'retainBeganAt', 'goalReachedAt', 'saidDoneAt'] as const),
    ...(['suspendedSince', 'suspendedBecause', 'endedAt', 'endedBecause', 'endedNote', 'doneBefore'] as const),
    ...(['comparedSince', 'comparedUntil', 'comparedGroup', 'comparedGoalAt'] as const),
  ]),
  messages: {
    ...all('mails', ['id', 'kind', 'key', 'campaign', 'version', 'participation', 'recipient', 'step', 'phase']),
    ...all('mails', ['message', 'story', 'about', 'state', 'dueAt', 'openingAt', 'slotAt', 'validUntilAt', 'reason']),
    ...all('mails', ['settledAt', 'email', 'locale', 'variant', 'messageId', 'values', 'sentAt', 'replyCode']),
    ...all('mails', ['replyText', 'resentAt', 'simulated']),
    ...all('machine', ['lane', 'nextTryAt', 'attempts', 'claim', 'claimedBy', 'leaseUntilAt', 'personRevision']),
    ...all('machine', ['campaignRevision', 'workspaceRevision']),
  },
  engagement: all('behaviour', [
    ...(['id', 'person', 'campaign', 'participation', 'step', 'kind', 'about', 'answers', 'at', 'holdsFrom'] as const),
    'day',
  ]),
  linkEvents: all('behaviour', ['id', 'messageId', 'link', 'at', 'class', 'why']),
  openMarks: all('opens', ['mark', 'campaign', 'version', 'message', 'locale', 'day', 'seen']),
  choiceCounts: all('numbers', ['campaign', 'step', 'kind', 'reason', 'count']),
  scimUsers: all('provisioning', [
    ...(['id', 'person', 'userName', 'externalId', 'manager', 'active', 'resource', 'createdAt'] as const),
    'changedAt',
  ]),
  statements: all('statements', ['id', 'fingerprint', 'outcome', 'recordId', 'storedAt']),
  unmappedStatements: all('numbers', ['kind', 'about', 'count', 'lastAt']),
  imports: {
    ...all('imports', ['undo']),
    ...all('machine', ['id', 'kind', 'fileName', 'at', 'counts', 'fileHash', 'rowsDone', 'turn']),
  },
  importChanges: all('imports', ['importId', 'person', 'before', 'turn']),
  learningCorrections: all('imports', ['importId', 'record', 'person', 'before']),
  keptAnswers: {
    ...all('answers', ['body']),
    ...all('machine', ['apiKey', 'idempotencyKey', 'request', 'status', 'at']),
  },
  inboxMails: all('inbox', ['id', 'at', 'recipient', 'subject', 'campaign', 'step', 'raw', 'sizeBytes']),
  exportLinks: all('links', ['person', 'tokenHash', 'expiresAt']),
  consoleUsers: all('console', ['id', 'email', 'role', 'createdAt']),
  loginLinks: all('console', ['userId', 'tokenHash', 'expiresAt']),
  sessions: all('console', ['idHash', 'userId', 'createdAt', 'seenAt']),
  approvals: {
    ...all('deeds', ['by']),
    ...all('content', ['campaign', 'version', 'at']),
  },
  mendedLinks: {
    ...all('deeds', ['by']),
    ...all('content', ['campaign', 'message', 'from', 'to', 'at']),
  },
  actions: all('deeds', ['id', 'at', 'by', 'verb', 'campaign', 'version', 'words']),
  campaignVersions: {
    ...all('deeds', ['publishedBy']),
    ...all('content', ['campaign', 'number', 'definition', 'audiences', 'messages', 'frames', 'images', 'hash']),
    ...all('content', ['workspaceVersion', 'publishedAt']),
  },
  drafts: {
    ...all('deeds', ['by']),
    ...all('content', ['path', 'bytes', 'hash', 'changedAt']),
  },
  erasedPeople: all('hashes', ['hash', 'erasure', 'at']),
  witnessedMails: all('hashes', [
    ...(['fingerprint', 'campaign', 'step', 'messageId', 'gateAt', 'outcome', 'verdict'] as const),
  ]),
  campaigns: all('content', [
    ...(['id', 'state', 'currentVersion', 'launchedAt', 'startsAt', 'pausedSince', 'pauses', 'pilot'] as const),
    ...(['movesTo', 'widenedAt', 'endedAll', 'revision'] as const),
  ]),
  workspaceVersions: all('content', ['number', 'definition', 'files', 'hash', 'createdAt']),
  images: all('content', ['hash', 'contentType', 'bytes']),
  aroundActions: all('content', [
    ...(['campaign', 'action', 'kind', 'version', 'state', 'dueAt', 'nextTryAt', 'attempts', 'claimedBy'] as const),
    ...(['leaseUntilAt', 'reason', 'words', 'settledAt', 'simulated'] as const),
  ]),
  apiKeys: all('machine', ['id', 'name', 'hash', 'scopes', 'createdAt', 'revokedAt']),
  keptMailTotals: all('numbers', ['campaign', 'step', 'phase', 'state', 'reason', 'simulated', 'count']),
  keptReaderTotals: all('numbers', ['campaign', 'mails', 'people']),
  keptParticipationTotals: all('numbers', ['campaign', 'figure', 'count']),
  releasedFigures: all('numbers', ['campaign', 'figure', 'kept', 'count', 'of']),
  gateNumbers: all('machine', ['boot', 'last']),
  meta: all('machine', ['key', 'value']),
  boots: all('machine', ['id', 'host', 'pid', 'startedAt', 'heartbeatAt']),
  schemaMigrations: all('machine', ['number', 'name', 'hash']),
};

function all<const Data extends PersonData | OtherData, const Name extends string>(
  data: Data,
  names: readonly Name[],
): Record<Name, Data> {
  return Object.fromEntries(names.map((name) => [name, data])) as Record<Name, Data>;
}
