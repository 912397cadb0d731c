CREATE TABLE meta (
  key text PRIMARY KEY NOT NULL,
  value text NOT NULL
);

CREATE TABLE workspace_versions (
  number integer PRIMARY KEY NOT NULL,
  definition text NOT NULL,
  files text NOT NULL,
  hash text NOT NULL,
  created_at integer NOT NULL
);

CREATE TABLE images (
  hash text PRIMARY KEY NOT NULL,
  content_type text NOT NULL,
  bytes blob NOT NULL,
  CONSTRAINT images_content_type CHECK(content_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp'))
);

CREATE TABLE imports (
  id text PRIMARY KEY NOT NULL,
  kind text NOT NULL,
  file_name text NOT NULL,
  at integer NOT NULL,
  counts text NOT NULL,
  undo text,
  file_hash text,
  rows_done integer,
  turn integer NOT NULL,
  CONSTRAINT imports_kind CHECK(kind in ('employees', 'activities', 'learning'))
);
CREATE INDEX imports_latest ON imports (kind,at);

CREATE TABLE import_changes (
  import_id text NOT NULL,
  person text NOT NULL,
  before text,
  turn integer NOT NULL,
  PRIMARY KEY(import_id, person)
);

CREATE TABLE learning_corrections (
  import_id text NOT NULL,
  record text NOT NULL,
  person text NOT NULL,
  before text NOT NULL,
  PRIMARY KEY(import_id, record)
);

CREATE TABLE inbox_mails (
  id text PRIMARY KEY NOT NULL,
  at integer NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  campaign text,
  step text,
  raw blob NOT NULL,
  size_bytes integer NOT NULL
);
CREATE INDEX inbox_mails_latest ON inbox_mails (at,id);
CREATE INDEX inbox_mails_recipient ON inbox_mails (recipient,at);

CREATE TABLE boots (
  id text PRIMARY KEY NOT NULL,
  host text NOT NULL,
  pid integer NOT NULL,
  started_at integer NOT NULL,
  heartbeat_at integer NOT NULL
);

CREATE TABLE campaigns (
  id text PRIMARY KEY NOT NULL,
  state text NOT NULL,
  current_version integer,
  launched_at integer,
  starts_at integer,
  paused_since integer,
  pauses text NOT NULL,
  pilot text,
  widened_at integer,
  moves_to integer,
  ended_all integer NOT NULL,
  revision integer NOT NULL,
  CONSTRAINT campaigns_state CHECK(state in ('draft', 'published', 'running', 'paused', 'finished')),
  CONSTRAINT campaigns_launched CHECK(state in ('draft', 'published') or launched_at is not null),
  CONSTRAINT campaigns_published CHECK(state = 'draft' or current_version is not null),
  CONSTRAINT campaigns_paused CHECK((state = 'paused') = (paused_since is not null))
);

CREATE TABLE campaign_versions (
  campaign text NOT NULL,
  number integer NOT NULL,
  definition text NOT NULL,
  audiences text NOT NULL,
  messages text NOT NULL,
  frames text NOT NULL,
  images text NOT NULL,
  hash text NOT NULL,
  workspace_version integer NOT NULL,
  published_at integer NOT NULL,
  published_by text,
  PRIMARY KEY(campaign, number),
  CONSTRAINT campaign_versions_number CHECK(number >= 1)
);

CREATE TABLE around_actions (
  campaign text NOT NULL,
  action text NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  due_at integer,
  next_try_at integer,
  attempts integer NOT NULL,
  claimed_by text,
  lease_until_at integer,
  reason text,
  words text,
  settled_at integer,
  simulated integer NOT NULL,
  PRIMARY KEY(campaign, action),
  CONSTRAINT around_actions_kind CHECK(kind in ('post', 'poster', 'meeting', 'intranet', 'event', 'other')),
  CONSTRAINT around_actions_state CHECK(state in ('planned', 'claimed', 'done', 'failed', 'in-doubt', 'passed', 'withdrawn')),
  CONSTRAINT around_actions_claimed CHECK(state <> 'claimed' or (claimed_by is not null and lease_until_at is not null)),
  CONSTRAINT around_actions_settled CHECK((state in ('done', 'failed', 'in-doubt', 'passed')) = (settled_at is not null)),
  CONSTRAINT around_actions_next_try CHECK(next_try_at is null or state = 'planned')
);
CREATE INDEX around_actions_due ON around_actions (state,next_try_at);

CREATE TABLE employees (
  key text PRIMARY KEY NOT NULL,
  id text NOT NULL,
  email text,
  locale text,
  chosen_locale text,
  chosen_need text,
  timezone text,
  country text,
  region text,
  working_days text,
  leave text NOT NULL,
  hired_on text,
  left_on text,
  missing_since integer,
  manager_email text,
  buddy_email text,
  attributes text NOT NULL,
  folded blob NOT NULL,
  revision integer NOT NULL,
  wake_at integer,
  looked_at integer,
  suppressed_at integer,
  noted_at integer,
  created_at integer NOT NULL,
  email_digest text,
  CONSTRAINT employees_email_lower CHECK(email = lower(email)),
  CONSTRAINT employees_chosen_need CHECK(chosen_need in ('efficiency', 'employable', 'growth', 'career', 'solve-now'))
);
CREATE UNIQUE INDEX employees_id ON employees (id);
CREATE UNIQUE INDEX employees_email ON employees (email);
CREATE INDEX employees_email_digest ON employees (email_digest) WHERE email_digest is not null;
CREATE INDEX employees_buddy ON employees (buddy_email) WHERE buddy_email is not null;
CREATE INDEX employees_manager ON employees (manager_email) WHERE manager_email is not null;
CREATE INDEX employees_created ON employees (created_at,key);
CREATE INDEX employees_timezone ON employees (timezone) WHERE timezone is not null;
CREATE INDEX employees_wake ON employees (wake_at,key) WHERE wake_at is not null;

CREATE TABLE attribute_uses (
  name text NOT NULL,
  read_as text NOT NULL,
  PRIMARY KEY(name, read_as),
  CONSTRAINT attribute_uses_read_as CHECK(read_as in ('text', 'number', 'date', 'yes-no'))
);

CREATE TABLE former_emails (
  email text NOT NULL,
  person text NOT NULL,
  PRIMARY KEY(email, person)
);
CREATE INDEX former_emails_person ON former_emails (person);

CREATE TABLE activities (
  id text PRIMARY KEY NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  duration_minutes integer,
  url text,
  competencies text NOT NULL,
  cost real,
  valid_months integer,
  CONSTRAINT activities_kind CHECK(kind in ('micro', 'macro', 'classroom', 'course', 'path', 'other'))
);

CREATE TABLE stories (
  id text PRIMARY KEY NOT NULL,
  origin text NOT NULL,
  author text NOT NULL,
  first_name text,
  department text,
  about text NOT NULL,
  consent_on text NOT NULL,
  expires_on text NOT NULL,
  withdrawn_on text,
  texts text NOT NULL,
  saved_at integer NOT NULL,
  CONSTRAINT stories_origin CHECK(origin in ('file', 'answer')),
  CONSTRAINT stories_span CHECK(expires_on >= consent_on)
);
CREATE INDEX stories_author ON stories (author);

CREATE TABLE learning_records (
  id text PRIMARY KEY NOT NULL,
  person text NOT NULL,
  activity text NOT NULL,
  event text NOT NULL,
  at integer NOT NULL,
  holds_from integer NOT NULL,
  due text,
  score real,
  progress real,
  import_id text,
  CONSTRAINT learning_records_event CHECK(event in ('assigned', 'started', 'progressed', 'completed', 'passed', 'failed')),
  CONSTRAINT learning_records_holds CHECK(holds_from >= at)
);
CREATE INDEX learning_records_import ON learning_records (import_id);
CREATE UNIQUE INDEX learning_records_once ON learning_records (person,activity,event,at);

CREATE TABLE learning_states (
  activity text NOT NULL,
  person text NOT NULL,
  first_at integer NOT NULL,
  first_sign_at integer,
  last_sign_at integer,
  finished_at integer,
  failed_at integer,
  due text,
  due_set_at integer,
  progress real,
  whole_from integer NOT NULL,
  PRIMARY KEY(activity, person)
) WITHOUT ROWID;

CREATE TRIGGER learning_records_added AFTER INSERT ON learning_records BEGIN
  INSERT INTO learning_states VALUES (
    new.activity,
    new.person,
    new.at,
    iif(new.event <> 'assigned', new.at, NULL),
    iif(new.event <> 'assigned', new.at, NULL),
    iif(new.event IN ('completed', 'passed'), new.at, NULL),
    iif(new.event = 'failed', new.at, NULL),
    iif(new.event = 'assigned', new.due, NULL),
    iif(new.event = 'assigned' AND new.due IS NOT NULL, new.at, NULL),
    new.progress,
    new.holds_from
  )
  ON CONFLICT (activity, person) DO UPDATE SET
    first_at = min(first_at, excluded.first_at),
    first_sign_at = min(ifnull(first_sign_at, excluded.first_sign_at), ifnull(excluded.first_sign_at, first_sign_at)),
    last_sign_at = max(ifnull(last_sign_at, excluded.last_sign_at), ifnull(excluded.last_sign_at, last_sign_at)),
    finished_at = max(ifnull(finished_at, excluded.finished_at), ifnull(excluded.finished_at, finished_at)),
    failed_at = max(ifnull(failed_at, excluded.failed_at), ifnull(excluded.failed_at, failed_at)),
    due = iif(excluded.due_set_at >= ifnull(due_set_at, excluded.due_set_at), excluded.due, due),
    due_set_at = max(ifnull(due_set_at, excluded.due_set_at), ifnull(excluded.due_set_at, due_set_at)),
    progress = max(ifnull(progress, excluded.progress), ifnull(excluded.progress, progress)),
    whole_from = max(whole_from, excluded.whole_from);
END;

CREATE TRIGGER learning_records_removed AFTER DELETE ON learning_records BEGIN
  DELETE FROM learning_states WHERE activity = old.activity AND person = old.person;
  INSERT INTO learning_states
  SELECT
    activity,
    person,
    min(at),
    min(at) FILTER (WHERE event <> 'assigned'),
    max(at) FILTER (WHERE event <> 'assigned'),
    max(at) FILTER (WHERE event IN ('completed', 'passed')),
    max(at) FILTER (WHERE event = 'failed'),
    (
      SELECT due FROM learning_records AS latest
      WHERE latest.activity = old.activity AND latest.person = old.person AND event = 'assigned' AND due IS NOT NULL
      ORDER BY at DESC LIMIT 1
    ),
    max(at) FILTER (WHERE event = 'assigned' AND due IS NOT NULL),
    max(progress),
    max(holds_from)
  FROM learning_records WHERE activity = old.activity AND person = old.person GROUP BY activity, person;
END;

CREATE TRIGGER learning_records_corrected AFTER UPDATE ON learning_records BEGIN
  DELETE FROM learning_states WHERE activity = old.activity AND person = old.person;
  INSERT INTO learning_states
  SELECT
    activity,
    person,
    min(at),
    min(at) FILTER (WHERE event <> 'assigned'),
    max(at) FILTER (WHERE event <> 'assigned'),
    max(at) FILTER (WHERE event IN ('completed', 'passed')),
    max(at) FILTER (WHERE event = 'failed'),
    (
      SELECT due FROM learning_records AS latest
      WHERE latest.activity = old.activity AND latest.person = old.person AND event = 'assigned' AND due IS NOT NULL
      ORDER BY at DESC LIMIT 1
    ),
    max(at) FILTER (WHERE event = 'assigned' AND due IS NOT NULL),
    max(progress),
    max(holds_from)
  FROM learning_records WHERE activity = old.activity AND person = old.person GROUP BY activity, person;
END;

CREATE TABLE choices (
  person text NOT NULL,
  kind text NOT NULL,
  about text NOT NULL,
  at integer NOT NULL,
  until integer,
  PRIMARY KEY(person, kind, about),
  CONSTRAINT choices_kind CHECK(kind in ('stop', 'not-now', 'said-done')),
  CONSTRAINT choices_until CHECK((kind = 'not-now') = (until is not null))
);

CREATE TABLE suppressions (
  address_hmac text PRIMARY KEY NOT NULL,
  since integer NOT NULL,
  why text NOT NULL
);

CREATE TABLE participations (
  id text PRIMARY KEY NOT NULL,
  campaign text NOT NULL,
  person text NOT NULL,
  round integer NOT NULL,
  version integer NOT NULL,
  began_at integer NOT NULL,
  joined_at integer NOT NULL,
  newcomer integer NOT NULL,
  fixed text,
  place text NOT NULL,
  inform_began_at integer,
  activate_began_at integer,
  retain_began_at integer,
  goal_reached_at integer,
  said_done_at integer,
  suspended_since integer,
  suspended_because text,
  ended_at integer,
  ended_because text,
  ended_note text,
  done_before text,
  compared_group text,
  compared_since integer,
  compared_until integer,
  compared_goal_at integer,
  CONSTRAINT participations_round CHECK(round >= 1),
  CONSTRAINT participations_suspended CHECK((suspended_since is null) = (suspended_because is null)),
  CONSTRAINT participations_ended CHECK((ended_at is null) = (ended_because is null)),
  CONSTRAINT participations_ended_because CHECK(ended_because in ('goal-reached', 'said-done', 'ended-by-step', 'time-is-up', 'left-audience', 'left-company', 'stopped', 'campaign-over')),
  CONSTRAINT participations_compared_group CHECK(compared_group in ('now', 'later')),
  CONSTRAINT participations_compared CHECK((compared_group is null) = (compared_since is null) and (compared_group is null) = (compared_until is null))
);
CREATE INDEX participations_person ON participations (person);
CREATE UNIQUE INDEX participations_once ON participations (campaign,person,round);

CREATE TABLE messages (
  id text PRIMARY KEY NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  campaign text NOT NULL,
  version integer NOT NULL,
  participation text,
  recipient text NOT NULL,
  step text NOT NULL,
  phase text NOT NULL,
  message text NOT NULL,
  story text,
  about text NOT NULL,
  state text NOT NULL,
  due_at integer NOT NULL,
  opening_at integer,
  slot_at integer,
  valid_until_at integer,
  reason text,
  settled_at integer,
  lane text NOT NULL,
  next_try_at integer,
  attempts integer NOT NULL,
  claim integer NOT NULL,
  claimed_by text,
  lease_until_at integer,
  email text,
  locale text,
  variant text,
  message_id text,
  merge_values text,
  person_revision integer,
  campaign_revision integer,
  workspace_revision integer,
  sent_at integer,
  reply_code integer,
  reply_text text,
  resent_at integer,
  simulated integer NOT NULL,
  CONSTRAINT messages_kind CHECK(kind in ('step', 'bundle', 'team', 'around', 'test')),
  CONSTRAINT messages_phase CHECK(phase in ('inform', 'activate', 'retain')),
  CONSTRAINT messages_state CHECK(state in ('planned', 'ready', 'claimed', 'data', 'sent', 'in-doubt', 'held', 'failed', 'bounced', 'passed', 'withdrawn')),
  CONSTRAINT messages_ready CHECK(state <> 'ready' or next_try_at is not null),
  CONSTRAINT messages_claimed CHECK(state not in ('claimed', 'data') or (claimed_by is not null and lease_until_at is not null)),
  CONSTRAINT messages_data CHECK(state <> 'data' or email is not null),
  CONSTRAINT messages_settled CHECK(state not in ('data', 'sent', 'in-doubt', 'bounced', 'passed') or settled_at is not null),
  CONSTRAINT messages_passed CHECK(state <> 'passed' or reason is not null)
);
CREATE INDEX messages_due ON messages (state,next_try_at,id);
CREATE INDEX messages_due_in_lane ON messages (state,lane,next_try_at,id);
CREATE INDEX messages_campaign ON messages (campaign,step,state);
CREATE INDEX messages_participation ON messages (participation);
CREATE INDEX messages_claimed_by ON messages (claimed_by,state);
CREATE INDEX messages_sent ON messages (sent_at);
CREATE INDEX messages_story ON messages (story) WHERE story is not null;
CREATE INDEX messages_fates ON messages (campaign, sent_at);
CREATE UNIQUE INDEX messages_once ON messages (recipient,kind,key);
CREATE UNIQUE INDEX messages_message_id ON messages (message_id);

CREATE TABLE engagement (
  id text PRIMARY KEY NOT NULL,
  person text NOT NULL,
  campaign text NOT NULL,
  participation text NOT NULL,
  step text NOT NULL,
  kind text NOT NULL,
  about text NOT NULL,
  answers text NOT NULL,
  at integer NOT NULL,
  holds_from integer NOT NULL,
  day text NOT NULL,
  CONSTRAINT engagement_kind CHECK(kind in ('clicked', 'answered')),
  CONSTRAINT engagement_holds CHECK(holds_from >= at)
);
CREATE INDEX engagement_person ON engagement (person);
CREATE UNIQUE INDEX engagement_once ON engagement (participation,step,kind,day);

CREATE TABLE link_events (
  id text PRIMARY KEY NOT NULL,
  message_id text NOT NULL,
  link text NOT NULL,
  at integer NOT NULL,
  class text NOT NULL,
  why text NOT NULL,
  CONSTRAINT link_events_class CHECK(class in ('human', 'automatic'))
);
CREATE INDEX link_events_message ON link_events (message_id,at);
CREATE INDEX link_events_age ON link_events (at);

CREATE TABLE open_marks (
  mark text PRIMARY KEY NOT NULL,
  campaign text NOT NULL,
  version integer NOT NULL,
  message text NOT NULL,
  locale text NOT NULL,
  day text NOT NULL,
  seen text,
  CONSTRAINT open_marks_seen CHECK(seen in ('human', 'automatic'))
);
CREATE INDEX open_marks_message ON open_marks (campaign,message,seen);
CREATE INDEX open_marks_day ON open_marks (day);

CREATE TABLE choice_counts (
  campaign text NOT NULL,
  step text NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY(campaign, step, kind, reason)
);

CREATE TABLE console_users (
  id text PRIMARY KEY NOT NULL,
  email text NOT NULL,
  role text NOT NULL,
  created_at integer NOT NULL,
  CONSTRAINT console_users_email_lower CHECK(email = lower(email)),
  CONSTRAINT console_users_role CHECK(role in ('admin', 'marketer', 'viewer'))
);
CREATE UNIQUE INDEX console_users_email ON console_users (email);

CREATE TABLE login_links (
  user_id text PRIMARY KEY NOT NULL,
  token_hash text NOT NULL,
  expires_at integer NOT NULL
);
CREATE UNIQUE INDEX login_links_token ON login_links (token_hash);

CREATE TABLE sessions (
  id_hash text PRIMARY KEY NOT NULL,
  user_id text NOT NULL,
  created_at integer NOT NULL,
  seen_at integer NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE api_keys (
  id text PRIMARY KEY NOT NULL,
  name text NOT NULL,
  hash text NOT NULL,
  scopes text NOT NULL,
  created_at integer NOT NULL,
  revoked_at integer
);

CREATE TABLE kept_answers (
  api_key text NOT NULL,
  idempotency_key text NOT NULL,
  request text NOT NULL,
  status integer,
  body text,
  at integer NOT NULL,
  PRIMARY KEY(api_key, idempotency_key)
);
CREATE INDEX kept_answers_age ON kept_answers (at);

CREATE TABLE statements (
  id text PRIMARY KEY NOT NULL,
  fingerprint text NOT NULL,
  outcome text NOT NULL,
  record_id text,
  stored_at integer NOT NULL,
  CONSTRAINT statements_outcome CHECK(outcome in ('recorded', 'no-record', 'unmapped', 'voided')),
  CONSTRAINT statements_record_kept CHECK((outcome = 'recorded') = (record_id is not null))
);
CREATE INDEX statements_record ON statements (record_id);

CREATE TABLE unmapped_statements (
  kind text NOT NULL,
  about text NOT NULL,
  count integer NOT NULL,
  last_at integer NOT NULL,
  PRIMARY KEY(kind, about),
  CONSTRAINT unmapped_statements_kind CHECK(kind in ('activity', 'person'))
);

CREATE TABLE scim_users (
  id text PRIMARY KEY NOT NULL,
  person text NOT NULL,
  user_name text NOT NULL,
  external_id text,
  manager text,
  active integer NOT NULL,
  resource text NOT NULL,
  created_at integer NOT NULL,
  changed_at integer NOT NULL
);
CREATE UNIQUE INDEX scim_users_person ON scim_users (person);
CREATE UNIQUE INDEX scim_users_user_name ON scim_users (user_name);
CREATE INDEX scim_users_external_id ON scim_users (external_id);
CREATE INDEX scim_users_manager ON scim_users (manager);

CREATE TABLE erased_people (
  hash text PRIMARY KEY NOT NULL,
  erasure text NOT NULL,
  at integer NOT NULL
);
CREATE INDEX erased_people_erasure ON erased_people (erasure);

CREATE TABLE export_links (
  person text PRIMARY KEY NOT NULL,
  token_hash text NOT NULL,
  expires_at integer NOT NULL
);
CREATE UNIQUE INDEX export_links_token ON export_links (token_hash);
CREATE INDEX export_links_age ON export_links (expires_at);

CREATE TABLE kept_mail_totals (
  campaign text NOT NULL,
  step text NOT NULL,
  phase text NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  simulated integer NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY(campaign, step, phase, state, reason, simulated)
);

CREATE TABLE kept_reader_totals (
  campaign text NOT NULL,
  mails integer NOT NULL,
  people integer NOT NULL,
  PRIMARY KEY(campaign, mails)
);

CREATE TABLE kept_participation_totals (
  campaign text NOT NULL,
  figure text NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY(campaign, figure)
);

CREATE TABLE released_figures (
  campaign text NOT NULL,
  figure text NOT NULL,
  kept integer NOT NULL,
  count integer NOT NULL,
  out_of integer NOT NULL,
  PRIMARY KEY(campaign, figure)
);

CREATE TABLE drafts (
  path text PRIMARY KEY NOT NULL,
  bytes blob,
  hash text,
  changed_at integer NOT NULL,
  changed_by text,
  CONSTRAINT drafts_whole CHECK((bytes is null) = (hash is null))
);

CREATE TABLE approvals (
  campaign text NOT NULL,
  version integer NOT NULL,
  approved_by text NOT NULL,
  at integer NOT NULL,
  PRIMARY KEY(campaign, version)
);

CREATE TABLE mended_links (
  campaign text NOT NULL,
  message text NOT NULL,
  link_from text NOT NULL,
  link_to text NOT NULL,
  mended_by text,
  at integer NOT NULL,
  PRIMARY KEY(campaign, message, link_from)
);

CREATE TABLE actions (
  id text PRIMARY KEY NOT NULL,
  at integer NOT NULL,
  done_by text,
  verb text NOT NULL,
  campaign text,
  version integer,
  words text NOT NULL,
  CONSTRAINT actions_verb CHECK(verb in ('publish', 'approve', 'launch', 'widen', 'pause', 'resume', 'finish', 'recall', 'link', 'release'))
);
CREATE INDEX actions_campaign ON actions (campaign,at);

CREATE TABLE witnessed_mails (
  fingerprint text PRIMARY KEY NOT NULL,
  campaign text NOT NULL,
  step text NOT NULL,
  message_id text NOT NULL,
  gate_at integer NOT NULL,
  outcome text NOT NULL,
  verdict text NOT NULL,
  CONSTRAINT witnessed_mails_outcome CHECK(outcome in ('sent', 'in-doubt')),
  CONSTRAINT witnessed_mails_verdict_known CHECK(verdict in ('held', 'gone', 'again'))
);
CREATE INDEX witnessed_mails_verdict ON witnessed_mails (verdict,campaign,step);

CREATE TABLE gate_numbers (
  boot text PRIMARY KEY NOT NULL,
  last integer NOT NULL
);
