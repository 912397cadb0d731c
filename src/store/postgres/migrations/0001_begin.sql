CREATE TABLE meta (
  key text COLLATE "C" PRIMARY KEY NOT NULL,
  value text COLLATE "C" NOT NULL
);

CREATE TABLE workspace_versions (
  number integer PRIMARY KEY NOT NULL,
  definition json NOT NULL,
  files json NOT NULL,
  hash text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE images (
  hash text COLLATE "C" PRIMARY KEY NOT NULL,
  content_type text COLLATE "C" NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT images_content_type CHECK (content_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp'))
);

CREATE TABLE imports (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  kind text COLLATE "C" NOT NULL,
  file_name text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  counts json NOT NULL,
  undo json,
  file_hash text COLLATE "C",
  rows_done integer,
  turn integer NOT NULL,
  CONSTRAINT imports_kind CHECK (kind in ('employees', 'activities', 'learning'))
);

CREATE TABLE import_changes (
  import_id text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  before json,
  turn integer NOT NULL,
  CONSTRAINT import_changes_import_id_person_pk PRIMARY KEY(import_id, person)
);

CREATE TABLE learning_corrections (
  import_id text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  before json NOT NULL,
  CONSTRAINT learning_corrections_import_id_record_pk PRIMARY KEY(import_id, record)
);

CREATE TABLE inbox_mails (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  at bigint NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  campaign text COLLATE "C",
  step text COLLATE "C",
  raw bytea NOT NULL,
  size_bytes integer NOT NULL
);

CREATE TABLE boots (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  host text COLLATE "C" NOT NULL,
  pid integer NOT NULL,
  started_at bigint NOT NULL,
  heartbeat_at bigint NOT NULL
);

CREATE TABLE campaigns (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  state text COLLATE "C" NOT NULL,
  current_version integer,
  launched_at bigint,
  starts_at bigint,
  paused_since bigint,
  pauses json NOT NULL,
  pilot json,
  widened_at bigint,
  moves_to integer,
  ended_all boolean NOT NULL,
  revision integer NOT NULL,
  CONSTRAINT campaigns_state CHECK (state in ('draft', 'published', 'running', 'paused', 'finished')),
  CONSTRAINT campaigns_launched CHECK (state in ('draft', 'published') or launched_at is not null),
  CONSTRAINT campaigns_published CHECK (state = 'draft' or current_version is not null),
  CONSTRAINT campaigns_paused CHECK ((state = 'paused') = (paused_since is not null))
);

CREATE TABLE campaign_versions (
  campaign text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  definition json NOT NULL,
  audiences json NOT NULL,
  messages json NOT NULL,
  frames json NOT NULL,
  images json NOT NULL,
  hash text COLLATE "C" NOT NULL,
  workspace_version integer NOT NULL,
  published_at bigint NOT NULL,
  published_by text COLLATE "C",
  CONSTRAINT campaign_versions_campaign_number_pk PRIMARY KEY(campaign,number),
  CONSTRAINT campaign_versions_number CHECK (number >= 1)
);

CREATE TABLE around_actions (
  campaign text COLLATE "C" NOT NULL,
  action text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  due_at bigint,
  next_try_at bigint,
  attempts integer NOT NULL,
  claimed_by text COLLATE "C",
  lease_until_at bigint,
  reason text COLLATE "C",
  words text COLLATE "C",
  settled_at bigint,
  simulated boolean NOT NULL,
  CONSTRAINT around_actions_campaign_action_pk PRIMARY KEY(campaign,action),
  CONSTRAINT around_actions_kind CHECK(kind in ('post', 'poster', 'meeting', 'intranet', 'event', 'other')),
  CONSTRAINT around_actions_state CHECK(state in ('planned', 'claimed', 'done', 'failed', 'in-doubt', 'passed', 'withdrawn')),
  CONSTRAINT around_actions_claimed CHECK(state <> 'claimed' or (claimed_by is not null and lease_until_at is not null)),
  CONSTRAINT around_actions_settled CHECK((state in ('done', 'failed', 'in-doubt', 'passed')) = (settled_at is not null)),
  CONSTRAINT around_actions_next_try CHECK(next_try_at is null or state = 'planned')
);
CREATE INDEX around_actions_due ON around_actions (state,next_try_at);

CREATE TABLE employees (
  key text COLLATE "C" PRIMARY KEY NOT NULL,
  id text COLLATE "C" NOT NULL,
  email text COLLATE "C",
  locale text COLLATE "C",
  chosen_locale text COLLATE "C",
  chosen_need text COLLATE "C",
  timezone text COLLATE "C",
  country text COLLATE "C",
  region text COLLATE "C",
  working_days json,
  leave json NOT NULL,
  hired_on text COLLATE "C",
  left_on text COLLATE "C",
  missing_since bigint,
  manager_email text COLLATE "C",
  buddy_email text COLLATE "C",
  attributes json NOT NULL,
  folded jsonb NOT NULL,
  revision integer NOT NULL,
  wake_at bigint,
  looked_at bigint,
  suppressed_at bigint,
  noted_at bigint,
  created_at bigint NOT NULL,
  email_digest text COLLATE "C",
  CONSTRAINT employees_id UNIQUE(id),
  CONSTRAINT employees_email UNIQUE(email),
  CONSTRAINT employees_email_lower CHECK (email = lower(email)),
  CONSTRAINT employees_chosen_need CHECK (chosen_need in ('efficiency', 'employable', 'growth', 'career', 'solve-now'))
);

CREATE TABLE attribute_uses (
  name text COLLATE "C" NOT NULL,
  read_as text COLLATE "C" NOT NULL,
  CONSTRAINT attribute_uses_name_read_as_pk PRIMARY KEY(name,read_as),
  CONSTRAINT attribute_uses_read_as CHECK (read_as in ('text', 'number', 'date', 'yes-no'))
);

CREATE TABLE former_emails (
  email text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  CONSTRAINT former_emails_email_person_pk PRIMARY KEY(email,person)
);

CREATE TABLE activities (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  title text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  duration_minutes integer,
  url text COLLATE "C",
  competencies json NOT NULL,
  cost double precision,
  valid_months integer,
  CONSTRAINT activities_kind CHECK (kind in ('micro', 'macro', 'classroom', 'course', 'path', 'other'))
);

CREATE TABLE stories (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  origin text COLLATE "C" NOT NULL,
  author text COLLATE "C" NOT NULL,
  first_name text COLLATE "C",
  department text COLLATE "C",
  about json NOT NULL,
  consent_on text COLLATE "C" NOT NULL,
  expires_on text COLLATE "C" NOT NULL,
  withdrawn_on text COLLATE "C",
  texts json NOT NULL,
  saved_at bigint NOT NULL,
  CONSTRAINT stories_origin CHECK (origin in ('file', 'answer')),
  CONSTRAINT stories_span CHECK (expires_on >= consent_on)
);

CREATE TABLE learning_records (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  person text COLLATE "C" NOT NULL,
  activity text COLLATE "C" NOT NULL,
  event text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  holds_from bigint NOT NULL,
  due text COLLATE "C",
  score double precision,
  progress double precision,
  import_id text COLLATE "C",
  CONSTRAINT learning_records_once UNIQUE(person,activity,event,at),
  CONSTRAINT learning_records_event CHECK (event in ('assigned', 'started', 'progressed', 'completed', 'passed', 'failed')),
  CONSTRAINT learning_records_holds CHECK (holds_from >= at)
);

CREATE TABLE learning_states (
  activity text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  first_at bigint NOT NULL,
  first_sign_at bigint,
  last_sign_at bigint,
  finished_at bigint,
  failed_at bigint,
  due text COLLATE "C",
  due_set_at bigint,
  progress double precision,
  whole_from bigint NOT NULL,
  CONSTRAINT learning_states_activity_person_pk PRIMARY KEY(activity,person)
);

CREATE FUNCTION learning_records_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO learning_states AS known
  SELECT
    activity,
    person,
    min(at),
    min(at) FILTER (WHERE event <> 'assigned'),
    max(at) FILTER (WHERE event <> 'assigned'),
    max(at) FILTER (WHERE event IN ('completed', 'passed')),
    max(at) FILTER (WHERE event = 'failed'),
    (array_agg(due ORDER BY at DESC) FILTER (WHERE event = 'assigned' AND due IS NOT NULL))[1],
    max(at) FILTER (WHERE event = 'assigned' AND due IS NOT NULL),
    max(progress),
    max(holds_from)
  FROM added GROUP BY activity, person ORDER BY activity, person
  ON CONFLICT (activity, person) DO UPDATE SET
    first_at = least(known.first_at, excluded.first_at),
    first_sign_at = least(known.first_sign_at, excluded.first_sign_at),
    last_sign_at = greatest(known.last_sign_at, excluded.last_sign_at),
    finished_at = greatest(known.finished_at, excluded.finished_at),
    failed_at = greatest(known.failed_at, excluded.failed_at),
    due = CASE WHEN excluded.due_set_at >= coalesce(known.due_set_at, excluded.due_set_at) THEN excluded.due ELSE known.due END,
    due_set_at = greatest(known.due_set_at, excluded.due_set_at),
    progress = greatest(known.progress, excluded.progress),
    whole_from = greatest(known.whole_from, excluded.whole_from);
  RETURN NULL;
END $$;
CREATE TRIGGER learning_records_added AFTER INSERT ON learning_records
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION learning_records_added();

CREATE FUNCTION learning_records_removed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM learning_states AS known USING removed
  WHERE known.activity = removed.activity AND known.person = removed.person;
  INSERT INTO learning_states
  SELECT
    activity,
    person,
    min(at),
    min(at) FILTER (WHERE event <> 'assigned'),
    max(at) FILTER (WHERE event <> 'assigned'),
    max(at) FILTER (WHERE event IN ('completed', 'passed')),
    max(at) FILTER (WHERE event = 'failed'),
    (array_agg(due ORDER BY at DESC) FILTER (WHERE event = 'assigned' AND due IS NOT NULL))[1],
    max(at) FILTER (WHERE event = 'assigned' AND due IS NOT NULL),
    max(progress),
    max(holds_from)
  FROM learning_records
  WHERE (person, activity) IN (SELECT person, activity FROM removed)
  GROUP BY activity, person ORDER BY activity, person;
  RETURN NULL;
END $$;
CREATE TRIGGER learning_records_removed AFTER DELETE ON learning_records
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION learning_records_removed();
CREATE TRIGGER learning_records_corrected AFTER UPDATE ON learning_records
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION learning_records_removed();

CREATE TABLE choices (
  person text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  about text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  until bigint,
  CONSTRAINT choices_person_kind_about_pk PRIMARY KEY(person,kind,about),
  CONSTRAINT choices_kind CHECK (kind in ('stop', 'not-now', 'said-done')),
  CONSTRAINT choices_until CHECK ((kind = 'not-now') = (until is not null))
);

CREATE TABLE suppressions (
  address_hmac text COLLATE "C" PRIMARY KEY NOT NULL,
  since bigint NOT NULL,
  why text COLLATE "C" NOT NULL
);

CREATE TABLE participations (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  campaign text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  round integer NOT NULL,
  version integer NOT NULL,
  began_at bigint NOT NULL,
  joined_at bigint NOT NULL,
  newcomer boolean NOT NULL,
  fixed json,
  place json NOT NULL,
  inform_began_at bigint,
  activate_began_at bigint,
  retain_began_at bigint,
  goal_reached_at bigint,
  said_done_at bigint,
  suspended_since bigint,
  suspended_because text COLLATE "C",
  ended_at bigint,
  ended_because text COLLATE "C",
  ended_note text COLLATE "C",
  done_before json,
  compared_group text COLLATE "C",
  compared_since bigint,
  compared_until bigint,
  compared_goal_at bigint,
  CONSTRAINT participations_once UNIQUE(campaign,person,round),
  CONSTRAINT participations_round CHECK (round >= 1),
  CONSTRAINT participations_suspended CHECK ((suspended_since is null) = (suspended_because is null)),
  CONSTRAINT participations_ended CHECK ((ended_at is null) = (ended_because is null)),
  CONSTRAINT participations_ended_because CHECK (ended_because in ('goal-reached', 'said-done', 'ended-by-step', 'time-is-up', 'left-audience', 'left-company', 'stopped', 'campaign-over')),
  CONSTRAINT participations_compared_group CHECK (compared_group in ('now', 'later')),
  CONSTRAINT participations_compared CHECK ((compared_group is null) = (compared_since is null) and (compared_group is null) = (compared_until is null))
);

CREATE TABLE messages (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  campaign text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  participation text COLLATE "C",
  recipient text COLLATE "C" NOT NULL,
  step text COLLATE "C" NOT NULL,
  phase text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  story text COLLATE "C",
  about json NOT NULL,
  state text COLLATE "C" NOT NULL,
  due_at bigint NOT NULL,
  opening_at bigint,
  slot_at bigint,
  valid_until_at bigint,
  reason text COLLATE "C",
  settled_at bigint,
  lane text COLLATE "C" NOT NULL,
  next_try_at bigint,
  attempts integer NOT NULL,
  claim integer NOT NULL,
  claimed_by text COLLATE "C",
  lease_until_at bigint,
  email text COLLATE "C",
  locale text COLLATE "C",
  variant text COLLATE "C",
  message_id text COLLATE "C",
  merge_values json,
  person_revision integer,
  campaign_revision integer,
  workspace_revision integer,
  sent_at bigint,
  reply_code integer,
  reply_text text COLLATE "C",
  resent_at bigint,
  simulated boolean NOT NULL,
  CONSTRAINT messages_once UNIQUE(recipient,kind,key),
  CONSTRAINT messages_message_id UNIQUE(message_id),
  CONSTRAINT messages_kind CHECK (kind in ('step', 'bundle', 'team', 'around', 'test')),
  CONSTRAINT messages_phase CHECK (phase in ('inform', 'activate', 'retain')),
  CONSTRAINT messages_state CHECK (state in ('planned', 'ready', 'claimed', 'data', 'sent', 'in-doubt', 'held', 'failed', 'bounced', 'passed', 'withdrawn')),
  CONSTRAINT messages_ready CHECK (state <> 'ready' or next_try_at is not null),
  CONSTRAINT messages_claimed CHECK (state not in ('claimed', 'data') or (claimed_by is not null and lease_until_at is not null)),
  CONSTRAINT messages_data CHECK (state <> 'data' or email is not null),
  CONSTRAINT messages_settled CHECK (state not in ('data', 'sent', 'in-doubt', 'bounced', 'passed') or settled_at is not null),
  CONSTRAINT messages_passed CHECK (state <> 'passed' or reason is not null)
);

CREATE TABLE engagement (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  person text COLLATE "C" NOT NULL,
  campaign text COLLATE "C" NOT NULL,
  participation text COLLATE "C" NOT NULL,
  step text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  about text COLLATE "C" NOT NULL,
  answers json NOT NULL,
  at bigint NOT NULL,
  holds_from bigint NOT NULL,
  day text COLLATE "C" NOT NULL,
  CONSTRAINT engagement_once UNIQUE(participation,step,kind,day),
  CONSTRAINT engagement_kind CHECK (kind in ('clicked', 'answered')),
  CONSTRAINT engagement_holds CHECK (holds_from >= at)
);

CREATE TABLE link_events (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  link text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  class text COLLATE "C" NOT NULL,
  why text COLLATE "C" NOT NULL,
  CONSTRAINT link_events_class CHECK (class in ('human', 'automatic'))
);

CREATE TABLE open_marks (
  mark text COLLATE "C" PRIMARY KEY NOT NULL,
  campaign text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  message text COLLATE "C" NOT NULL,
  locale text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  seen text COLLATE "C",
  CONSTRAINT open_marks_seen CHECK (seen in ('human', 'automatic'))
);

CREATE TABLE choice_counts (
  campaign text COLLATE "C" NOT NULL,
  step text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  count integer NOT NULL,
  CONSTRAINT choice_counts_campaign_step_kind_reason_pk PRIMARY KEY(campaign,step,kind,reason)
);

CREATE TABLE console_users (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  email text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  CONSTRAINT console_users_email UNIQUE(email),
  CONSTRAINT console_users_email_lower CHECK (email = lower(email)),
  CONSTRAINT console_users_role CHECK (role in ('admin', 'marketer', 'viewer'))
);

CREATE TABLE login_links (
  user_id text COLLATE "C" PRIMARY KEY NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  expires_at bigint NOT NULL,
  CONSTRAINT login_links_token UNIQUE(token_hash)
);

CREATE TABLE sessions (
  id_hash text COLLATE "C" PRIMARY KEY NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  seen_at bigint NOT NULL
);

CREATE TABLE api_keys (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  name text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  scopes json NOT NULL,
  created_at bigint NOT NULL,
  revoked_at bigint
);

CREATE TABLE kept_answers (
  api_key text COLLATE "C" NOT NULL,
  idempotency_key text COLLATE "C" NOT NULL,
  request text COLLATE "C" NOT NULL,
  status integer,
  body text COLLATE "C",
  at bigint NOT NULL,
  CONSTRAINT kept_answers_api_key_idempotency_key_pk PRIMARY KEY(api_key,idempotency_key)
);

CREATE TABLE statements (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  record_id text COLLATE "C",
  stored_at bigint NOT NULL,
  CONSTRAINT statements_outcome CHECK (outcome in ('recorded', 'no-record', 'unmapped', 'voided')),
  CONSTRAINT statements_record_kept CHECK ((outcome = 'recorded') = (record_id is not null))
);

CREATE TABLE unmapped_statements (
  kind text COLLATE "C" NOT NULL,
  about text COLLATE "C" NOT NULL,
  count integer NOT NULL,
  last_at bigint NOT NULL,
  CONSTRAINT unmapped_statements_kind_about_pk PRIMARY KEY(kind,about),
  CONSTRAINT unmapped_statements_kind CHECK (kind in ('activity', 'person'))
);

CREATE TABLE scim_users (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  person text COLLATE "C" NOT NULL,
  user_name text COLLATE "C" NOT NULL,
  external_id text COLLATE "C",
  manager text COLLATE "C",
  active boolean NOT NULL,
  resource json NOT NULL,
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  CONSTRAINT scim_users_person UNIQUE(person),
  CONSTRAINT scim_users_user_name UNIQUE(user_name)
);
CREATE INDEX imports_latest ON imports USING btree (kind,at);
CREATE INDEX inbox_mails_latest ON inbox_mails USING btree (at,id);
CREATE INDEX inbox_mails_recipient ON inbox_mails USING btree (recipient,at);
CREATE INDEX employees_email_digest ON employees USING btree (email_digest) WHERE email_digest is not null;
CREATE INDEX employees_buddy ON employees USING btree (buddy_email) WHERE buddy_email is not null;
CREATE INDEX employees_manager ON employees USING btree (manager_email) WHERE manager_email is not null;
CREATE INDEX employees_created ON employees USING btree (created_at,key);
CREATE INDEX employees_timezone ON employees USING btree (timezone) WHERE timezone is not null;
CREATE INDEX employees_wake ON employees USING btree (wake_at,key) WHERE wake_at is not null;
CREATE INDEX former_emails_person ON former_emails USING btree (person);
CREATE INDEX learning_records_import ON learning_records USING btree (import_id);
CREATE INDEX participations_person ON participations USING btree (person);
CREATE INDEX messages_due ON messages USING btree (state,next_try_at,id);
CREATE INDEX messages_due_in_lane ON messages USING btree (state,lane,next_try_at,id);
CREATE INDEX messages_campaign ON messages USING btree (campaign,step,state);
CREATE INDEX messages_participation ON messages USING btree (participation);
CREATE INDEX messages_claimed_by ON messages USING btree (claimed_by,state);
CREATE INDEX messages_sent ON messages USING btree (sent_at);
CREATE INDEX messages_story ON messages USING btree (story) WHERE story is not null;
CREATE INDEX stories_author ON stories USING btree (author);
CREATE INDEX messages_fates ON messages USING btree (campaign, sent_at);
CREATE INDEX engagement_person ON engagement USING btree (person);
CREATE INDEX link_events_message ON link_events USING btree (message_id,at);
CREATE INDEX link_events_age ON link_events USING btree (at);
CREATE INDEX open_marks_message ON open_marks USING btree (campaign,message,seen);
CREATE INDEX open_marks_day ON open_marks USING btree (day);
CREATE INDEX sessions_user ON sessions USING btree (user_id);
CREATE INDEX kept_answers_age ON kept_answers USING btree (at);
CREATE INDEX statements_record ON statements USING btree (record_id);
CREATE INDEX scim_users_external_id ON scim_users USING btree (external_id);
CREATE INDEX scim_users_manager ON scim_users USING btree (manager);

CREATE TABLE erased_people (
  hash text COLLATE "C" PRIMARY KEY NOT NULL,
  erasure text COLLATE "C" NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX erased_people_erasure ON erased_people USING btree (erasure);

CREATE TABLE export_links (
  person text COLLATE "C" PRIMARY KEY NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  expires_at bigint NOT NULL,
  CONSTRAINT export_links_token UNIQUE(token_hash)
);
CREATE INDEX export_links_age ON export_links USING btree (expires_at);

CREATE TABLE kept_mail_totals (
  campaign text COLLATE "C" NOT NULL,
  step text COLLATE "C" NOT NULL,
  phase text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  simulated boolean NOT NULL,
  count integer NOT NULL,
  CONSTRAINT kept_mail_totals_campaign_step_phase_state_reason_simulated_pk PRIMARY KEY(campaign,step,phase,state,reason,simulated)
);

CREATE TABLE kept_reader_totals (
  campaign text COLLATE "C" NOT NULL,
  mails integer NOT NULL,
  people integer NOT NULL,
  CONSTRAINT kept_reader_totals_campaign_mails_pk PRIMARY KEY(campaign,mails)
);

CREATE TABLE kept_participation_totals (
  campaign text COLLATE "C" NOT NULL,
  figure text COLLATE "C" NOT NULL,
  count integer NOT NULL,
  CONSTRAINT kept_participation_totals_campaign_figure_pk PRIMARY KEY(campaign,figure)
);

CREATE TABLE released_figures (
  campaign text COLLATE "C" NOT NULL,
  figure text COLLATE "C" NOT NULL,
  kept integer NOT NULL,
  count integer NOT NULL,
  out_of integer NOT NULL,
  CONSTRAINT released_figures_campaign_figure_pk PRIMARY KEY(campaign,figure)
);

CREATE TABLE drafts (
  path text COLLATE "C" PRIMARY KEY NOT NULL,
  bytes bytea,
  hash text COLLATE "C",
  changed_at bigint NOT NULL,
  changed_by text COLLATE "C",
  CONSTRAINT drafts_whole CHECK((bytes is null) = (hash is null))
);

CREATE TABLE approvals (
  campaign text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  approved_by text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT approvals_campaign_version_pk PRIMARY KEY(campaign,version)
);

CREATE TABLE mended_links (
  campaign text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  link_from text COLLATE "C" NOT NULL,
  link_to text COLLATE "C" NOT NULL,
  mended_by text COLLATE "C",
  at bigint NOT NULL,
  CONSTRAINT mended_links_campaign_message_link_from_pk PRIMARY KEY(campaign,message,link_from)
);

CREATE TABLE actions (
  id text COLLATE "C" PRIMARY KEY NOT NULL,
  at bigint NOT NULL,
  done_by text COLLATE "C",
  verb text COLLATE "C" NOT NULL,
  campaign text COLLATE "C",
  version integer,
  words text COLLATE "C" NOT NULL,
  CONSTRAINT actions_verb CHECK(verb in ('publish', 'approve', 'launch', 'widen', 'pause', 'resume', 'finish', 'recall', 'link', 'release'))
);
CREATE INDEX actions_campaign ON actions (campaign,at);

CREATE TABLE witnessed_mails (
  fingerprint text COLLATE "C" PRIMARY KEY NOT NULL,
  campaign text COLLATE "C" NOT NULL,
  step text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  gate_at bigint NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  verdict text COLLATE "C" NOT NULL,
  CONSTRAINT witnessed_mails_outcome CHECK(outcome in ('sent', 'in-doubt')),
  CONSTRAINT witnessed_mails_verdict_known CHECK(verdict in ('held', 'gone', 'again'))
);
CREATE INDEX witnessed_mails_verdict ON witnessed_mails (verdict,campaign,step);

CREATE TABLE gate_numbers (
  boot text COLLATE "C" PRIMARY KEY NOT NULL,
  last integer NOT NULL
);
