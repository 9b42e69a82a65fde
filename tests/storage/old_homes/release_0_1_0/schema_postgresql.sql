-- The schema of release 0.1.0 (revision 0010), as PostgreSQL kept it.

CREATE TABLE accounts (
    name character varying(64) NOT NULL,
    role character varying(20) NOT NULL,
    password_hash text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    failures integer NOT NULL,
    last_try_at timestamp with time zone,
    retired_at timestamp with time zone
);
CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE answers (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    identifier character varying(100) NOT NULL,
    at timestamp with time zone NOT NULL,
    body text NOT NULL
);
CREATE SEQUENCE answers_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE answers_id_seq OWNED BY answers.id;
CREATE TABLE application_items (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    entered_by character varying(64) NOT NULL,
    name text NOT NULL,
    kana text NOT NULL,
    sex character varying(1) NOT NULL,
    birthdate date,
    address text NOT NULL
);
CREATE SEQUENCE application_items_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE application_items_id_seq OWNED BY application_items.id;
CREATE TABLE audit_rows (
    station character varying(40) NOT NULL,
    seq integer NOT NULL,
    at character varying(40) NOT NULL,
    kind character varying(40) NOT NULL,
    visit character varying(20) NOT NULL,
    subject character varying(64) NOT NULL,
    payload text NOT NULL,
    previous character varying(64) NOT NULL,
    hash character varying(64) NOT NULL
);
CREATE TABLE choice_acceptances (
    id integer NOT NULL,
    choice character varying(40) NOT NULL,
    text character varying(64) NOT NULL,
    signed text NOT NULL,
    by character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE SEQUENCE choice_acceptances_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE choice_acceptances_id_seq OWNED BY choice_acceptances.id;
CREATE TABLE claim_contacts (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    day date NOT NULL,
    outcome character varying(20) NOT NULL,
    by character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE SEQUENCE claim_contacts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE claim_contacts_id_seq OWNED BY claim_contacts.id;
CREATE TABLE claim_destinations (
    visit character varying(20) NOT NULL,
    payer character varying(1) NOT NULL,
    by character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE claim_files (
    digest character varying(64) NOT NULL,
    payer character varying(1) NOT NULL,
    claimed_in character varying(6) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    sent_by character varying(64) NOT NULL,
    answered_at timestamp with time zone,
    answered_by character varying(64)
);
CREATE TABLE claim_visits (
    claim integer NOT NULL,
    visit character varying(20) NOT NULL
);
CREATE TABLE claims (
    id integer NOT NULL,
    file character varying(64) NOT NULL,
    serial integer NOT NULL,
    patient_id character varying(64) NOT NULL,
    treated character varying(6) NOT NULL,
    standing character varying(10) NOT NULL,
    points integer NOT NULL,
    state character varying(10) NOT NULL,
    confirmation character varying(2) NOT NULL,
    reason character varying(40) NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE claims_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE claims_id_seq OWNED BY claims.id;
CREATE TABLE comparisons (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    sides character varying(40) NOT NULL,
    decision character varying(10) NOT NULL,
    rule character varying(64) NOT NULL,
    fields text NOT NULL
);
CREATE SEQUENCE comparisons_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE comparisons_id_seq OWNED BY comparisons.id;
CREATE TABLE confirmations (
    patient_id character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL
);
CREATE TABLE declaration_disposals (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    rule character varying(40) NOT NULL,
    sheets integer NOT NULL
);
CREATE SEQUENCE declaration_disposals_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE declaration_disposals_id_seq OWNED BY declaration_disposals.id;
CREATE TABLE declarations (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    layout character varying(40) NOT NULL,
    body text NOT NULL,
    sheet bytea NOT NULL
);
CREATE SEQUENCE declarations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE declarations_id_seq OWNED BY declarations.id;
CREATE TABLE deemed_declarations (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    rests_on character varying(20) NOT NULL
);
CREATE SEQUENCE deemed_declarations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE deemed_declarations_id_seq OWNED BY deemed_declarations.id;
CREATE TABLE disasters (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    area text NOT NULL,
    since date NOT NULL,
    until date,
    by character varying(64) NOT NULL
);
CREATE SEQUENCE disasters_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE disasters_id_seq OWNED BY disasters.id;
CREATE TABLE documents (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(40) NOT NULL,
    checked_by character varying(64) NOT NULL,
    body text NOT NULL
);
CREATE SEQUENCE documents_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE documents_id_seq OWNED BY documents.id;
CREATE TABLE emergency_steps (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    step character varying(20) NOT NULL,
    by character varying(64) NOT NULL,
    words text NOT NULL
);
CREATE SEQUENCE emergency_steps_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE emergency_steps_id_seq OWNED BY emergency_steps.id;
CREATE TABLE failure_switches (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    "on" boolean NOT NULL,
    by character varying(64) NOT NULL,
    why text NOT NULL
);
CREATE SEQUENCE failure_switches_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE failure_switches_id_seq OWNED BY failure_switches.id;
CREATE TABLE imports (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    rows integer NOT NULL,
    unread integer NOT NULL,
    repeated integer NOT NULL,
    leftover integer NOT NULL,
    keys_version integer NOT NULL
);
CREATE SEQUENCE imports_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE imports_id_seq OWNED BY imports.id;
CREATE TABLE incident_cases (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    patient_id character varying(64),
    insurer_name text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by character varying(64) NOT NULL,
    wrongful boolean NOT NULL,
    handling text,
    wanted_by character varying(64),
    lifted_at timestamp with time zone,
    lifted_by character varying(64),
    lifted_why text,
    closed_at timestamp with time zone,
    closed_by character varying(64),
    closed_why text
);
CREATE SEQUENCE incident_cases_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE incident_cases_id_seq OWNED BY incident_cases.id;
CREATE TABLE incident_entries (
    id integer NOT NULL,
    case_id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    item character varying(40) NOT NULL,
    text text NOT NULL
);
CREATE SEQUENCE incident_entries_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE incident_entries_id_seq OWNED BY incident_entries.id;
CREATE TABLE incident_links (
    id integer NOT NULL,
    case_id integer NOT NULL,
    digest character varying(64) NOT NULL
);
CREATE SEQUENCE incident_links_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE incident_links_id_seq OWNED BY incident_links.id;
CREATE TABLE incident_reports (
    id integer NOT NULL,
    case_id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    report character varying(40) NOT NULL
);
CREATE SEQUENCE incident_reports_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE incident_reports_id_seq OWNED BY incident_reports.id;
CREATE TABLE incident_stops (
    id integer NOT NULL,
    case_id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    rule character varying(64) NOT NULL,
    answer character varying(100) NOT NULL,
    differences text NOT NULL
);
CREATE SEQUENCE incident_stops_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE incident_stops_id_seq OWNED BY incident_stops.id;
CREATE TABLE medical_closures (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    patient_id character varying(64),
    rule character varying(64) NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    closed_by character varying(64) NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by character varying(64),
    lifted_why text
);
CREATE SEQUENCE medical_closures_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE medical_closures_id_seq OWNED BY medical_closures.id;
CREATE TABLE outage_notes (
    visit character varying(20) NOT NULL,
    identifier character varying(100) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    body text NOT NULL,
    phone character varying(40) NOT NULL,
    asked_at timestamp with time zone,
    answered_at timestamp with time zone,
    taken_by character varying(40),
    taken_until timestamp with time zone
);
CREATE TABLE patients (
    patient_id character varying(64) NOT NULL,
    name text NOT NULL,
    kana text NOT NULL,
    sex character varying(1) NOT NULL,
    birthdate date,
    address text NOT NULL,
    postcode character varying(16) NOT NULL,
    insurer_number character varying(16) NOT NULL,
    symbol text NOT NULL,
    number text NOT NULL,
    branch character varying(8) NOT NULL,
    phone character varying(40) NOT NULL,
    leftover_since timestamp with time zone,
    number_key text,
    insurance_key text,
    branch_key text,
    kana_key text,
    name_key text
);
CREATE TABLE payer_findings (
    id integer NOT NULL,
    claim integer NOT NULL,
    days text NOT NULL,
    insurer_number character varying(16) NOT NULL,
    symbol text NOT NULL,
    number text NOT NULL,
    branch character varying(8) NOT NULL
);
CREATE SEQUENCE payer_findings_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE payer_findings_id_seq OWNED BY payer_findings.id;
CREATE TABLE questions (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    rule character varying(64) NOT NULL,
    answer text NOT NULL,
    by character varying(64) NOT NULL
);
CREATE SEQUENCE questions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE questions_id_seq OWNED BY questions.id;
CREATE TABLE reading_counts (
    part character varying(10) NOT NULL,
    kana_key character varying(200) NOT NULL,
    sex character varying(1) NOT NULL,
    years integer NOT NULL,
    patients integer NOT NULL
);
CREATE TABLE repeated_rows (
    id integer NOT NULL,
    import_id integer NOT NULL,
    line integer NOT NULL,
    patient_id character varying(64) NOT NULL,
    name text NOT NULL,
    kana text NOT NULL,
    sex character varying(1) NOT NULL,
    birthdate date,
    address text NOT NULL,
    postcode character varying(16) NOT NULL,
    insurer_number character varying(16) NOT NULL,
    symbol text NOT NULL,
    number text NOT NULL,
    branch character varying(8) NOT NULL,
    phone character varying(40) NOT NULL
);
CREATE SEQUENCE repeated_rows_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE repeated_rows_id_seq OWNED BY repeated_rows.id;
CREATE TABLE settlements (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    points integer NOT NULL,
    paid_share integer NOT NULL,
    paid_yen integer NOT NULL,
    due_share integer NOT NULL,
    due_yen integer NOT NULL,
    rule character varying(40) NOT NULL
);
CREATE SEQUENCE settlements_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE settlements_id_seq OWNED BY settlements.id;
CREATE TABLE spoken_consents (
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    said character varying(20) NOT NULL,
    heard_by character varying(64) NOT NULL
);
CREATE TABLE table_audits (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    import_id integer,
    patients integer NOT NULL,
    findings integer NOT NULL,
    signed_at timestamp with time zone,
    signed_by character varying(64),
    signed_role character varying(20)
);
CREATE SEQUENCE table_audits_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE table_audits_id_seq OWNED BY table_audits.id;
CREATE TABLE table_findings (
    id integer NOT NULL,
    digest character varying(64) NOT NULL,
    kind character varying(40) NOT NULL,
    rows text NOT NULL,
    first_audit integer NOT NULL,
    last_audit integer NOT NULL,
    state character varying(20) NOT NULL,
    note text NOT NULL,
    marked_at timestamp with time zone,
    marked_by character varying(64),
    marked_role character varying(20),
    signed_audit integer
);
CREATE SEQUENCE table_findings_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE table_findings_id_seq OWNED BY table_findings.id;
CREATE TABLE unread_rows (
    id integer NOT NULL,
    import_id integer NOT NULL,
    line integer NOT NULL,
    "column" character varying(40) NOT NULL,
    reason character varying(40) NOT NULL,
    kept boolean NOT NULL
);
CREATE SEQUENCE unread_rows_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE unread_rows_id_seq OWNED BY unread_rows.id;
CREATE TABLE visit_changes (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    what character varying(20) NOT NULL,
    why text NOT NULL,
    before text NOT NULL,
    after text NOT NULL
);
CREATE SEQUENCE visit_changes_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE visit_changes_id_seq OWNED BY visit_changes.id;
CREATE TABLE visits (
    number character varying(20) NOT NULL,
    day date NOT NULL,
    serial integer NOT NULL,
    station character varying(40) NOT NULL,
    lane character varying(20) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    patient_id character varying(64),
    outcome character varying(40),
    decision character varying(10),
    evidence_kind character varying(40),
    method character varying(40),
    reason character varying(40),
    waits_for character varying(40),
    closed_at timestamp with time zone
);
CREATE TABLE vouches (
    id integer NOT NULL,
    visit character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(64) NOT NULL,
    method character varying(40) NOT NULL
);
CREATE SEQUENCE vouches_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE vouches_id_seq OWNED BY vouches.id;
ALTER TABLE ONLY answers ALTER COLUMN id SET DEFAULT nextval('answers_id_seq'::regclass);
ALTER TABLE ONLY application_items ALTER COLUMN id SET DEFAULT nextval('application_items_id_seq'::regclass);
ALTER TABLE ONLY choice_acceptances ALTER COLUMN id SET DEFAULT nextval('choice_acceptances_id_seq'::regclass);
ALTER TABLE ONLY claim_contacts ALTER COLUMN id SET DEFAULT nextval('claim_contacts_id_seq'::regclass);
ALTER TABLE ONLY claims ALTER COLUMN id SET DEFAULT nextval('claims_id_seq'::regclass);
ALTER TABLE ONLY comparisons ALTER COLUMN id SET DEFAULT nextval('comparisons_id_seq'::regclass);
ALTER TABLE ONLY declaration_disposals ALTER COLUMN id SET DEFAULT nextval('declaration_disposals_id_seq'::regclass);
ALTER TABLE ONLY declarations ALTER COLUMN id SET DEFAULT nextval('declarations_id_seq'::regclass);
ALTER TABLE ONLY deemed_declarations ALTER COLUMN id SET DEFAULT nextval('deemed_declarations_id_seq'::regclass);
ALTER TABLE ONLY disasters ALTER COLUMN id SET DEFAULT nextval('disasters_id_seq'::regclass);
ALTER TABLE ONLY documents ALTER COLUMN id SET DEFAULT nextval('documents_id_seq'::regclass);
ALTER TABLE ONLY emergency_steps ALTER COLUMN id SET DEFAULT nextval('emergency_steps_id_seq'::regclass);
ALTER TABLE ONLY failure_switches ALTER COLUMN id SET DEFAULT nextval('failure_switches_id_seq'::regclass);
ALTER TABLE ONLY imports ALTER COLUMN id SET DEFAULT nextval('imports_id_seq'::regclass);
ALTER TABLE ONLY incident_cases ALTER COLUMN id SET DEFAULT nextval('incident_cases_id_seq'::regclass);
ALTER TABLE ONLY incident_entries ALTER COLUMN id SET DEFAULT nextval('incident_entries_id_seq'::regclass);
ALTER TABLE ONLY incident_links ALTER COLUMN id SET DEFAULT nextval('incident_links_id_seq'::regclass);
ALTER TABLE ONLY incident_reports ALTER COLUMN id SET DEFAULT nextval('incident_reports_id_seq'::regclass);
ALTER TABLE ONLY incident_stops ALTER COLUMN id SET DEFAULT nextval('incident_stops_id_seq'::regclass);
ALTER TABLE ONLY medical_closures ALTER COLUMN id SET DEFAULT nextval('medical_closures_id_seq'::regclass);
ALTER TABLE ONLY payer_findings ALTER COLUMN id SET DEFAULT nextval('payer_findings_id_seq'::regclass);
ALTER TABLE ONLY questions ALTER COLUMN id SET DEFAULT nextval('questions_id_seq'::regclass);
ALTER TABLE ONLY repeated_rows ALTER COLUMN id SET DEFAULT nextval('repeated_rows_id_seq'::regclass);
ALTER TABLE ONLY settlements ALTER COLUMN id SET DEFAULT nextval('settlements_id_seq'::regclass);
ALTER TABLE ONLY table_audits ALTER COLUMN id SET DEFAULT nextval('table_audits_id_seq'::regclass);
ALTER TABLE ONLY table_findings ALTER COLUMN id SET DEFAULT nextval('table_findings_id_seq'::regclass);
ALTER TABLE ONLY unread_rows ALTER COLUMN id SET DEFAULT nextval('unread_rows_id_seq'::regclass);
ALTER TABLE ONLY visit_changes ALTER COLUMN id SET DEFAULT nextval('visit_changes_id_seq'::regclass);
ALTER TABLE ONLY vouches ALTER COLUMN id SET DEFAULT nextval('vouches_id_seq'::regclass);
ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (name);
ALTER TABLE ONLY answers
    ADD CONSTRAINT pk_answers PRIMARY KEY (id);
ALTER TABLE ONLY application_items
    ADD CONSTRAINT pk_application_items PRIMARY KEY (id);
ALTER TABLE ONLY audit_rows
    ADD CONSTRAINT pk_audit_rows PRIMARY KEY (station, seq);
ALTER TABLE ONLY choice_acceptances
    ADD CONSTRAINT pk_choice_acceptances PRIMARY KEY (id);
ALTER TABLE ONLY claim_contacts
    ADD CONSTRAINT pk_claim_contacts PRIMARY KEY (id);
ALTER TABLE ONLY claim_destinations
    ADD CONSTRAINT pk_claim_destinations PRIMARY KEY (visit);
ALTER TABLE ONLY claim_files
    ADD CONSTRAINT pk_claim_files PRIMARY KEY (digest);
ALTER TABLE ONLY claim_visits
    ADD CONSTRAINT pk_claim_visits PRIMARY KEY (claim, visit);
ALTER TABLE ONLY claims
    ADD CONSTRAINT pk_claims PRIMARY KEY (id);
ALTER TABLE ONLY comparisons
    ADD CONSTRAINT pk_comparisons PRIMARY KEY (id);
ALTER TABLE ONLY confirmations
    ADD CONSTRAINT pk_confirmations PRIMARY KEY (patient_id, digest);
ALTER TABLE ONLY declaration_disposals
    ADD CONSTRAINT pk_declaration_disposals PRIMARY KEY (id);
ALTER TABLE ONLY declarations
    ADD CONSTRAINT pk_declarations PRIMARY KEY (id);
ALTER TABLE ONLY deemed_declarations
    ADD CONSTRAINT pk_deemed_declarations PRIMARY KEY (id);
ALTER TABLE ONLY disasters
    ADD CONSTRAINT pk_disasters PRIMARY KEY (id);
ALTER TABLE ONLY documents
    ADD CONSTRAINT pk_documents PRIMARY KEY (id);
ALTER TABLE ONLY emergency_steps
    ADD CONSTRAINT pk_emergency_steps PRIMARY KEY (id);
ALTER TABLE ONLY failure_switches
    ADD CONSTRAINT pk_failure_switches PRIMARY KEY (id);
ALTER TABLE ONLY imports
    ADD CONSTRAINT pk_imports PRIMARY KEY (id);
ALTER TABLE ONLY incident_cases
    ADD CONSTRAINT pk_incident_cases PRIMARY KEY (id);
ALTER TABLE ONLY incident_entries
    ADD CONSTRAINT pk_incident_entries PRIMARY KEY (id);
ALTER TABLE ONLY incident_links
    ADD CONSTRAINT pk_incident_links PRIMARY KEY (id);
ALTER TABLE ONLY incident_reports
    ADD CONSTRAINT pk_incident_reports PRIMARY KEY (id);
ALTER TABLE ONLY incident_stops
    ADD CONSTRAINT pk_incident_stops PRIMARY KEY (id);
ALTER TABLE ONLY medical_closures
    ADD CONSTRAINT pk_medical_closures PRIMARY KEY (id);
ALTER TABLE ONLY outage_notes
    ADD CONSTRAINT pk_outage_notes PRIMARY KEY (visit);
ALTER TABLE ONLY patients
    ADD CONSTRAINT pk_patients PRIMARY KEY (patient_id);
ALTER TABLE ONLY payer_findings
    ADD CONSTRAINT pk_payer_findings PRIMARY KEY (id);
ALTER TABLE ONLY questions
    ADD CONSTRAINT pk_questions PRIMARY KEY (id);
ALTER TABLE ONLY reading_counts
    ADD CONSTRAINT pk_reading_counts PRIMARY KEY (part, kana_key, sex, years);
ALTER TABLE ONLY repeated_rows
    ADD CONSTRAINT pk_repeated_rows PRIMARY KEY (id);
ALTER TABLE ONLY settlements
    ADD CONSTRAINT pk_settlements PRIMARY KEY (id);
ALTER TABLE ONLY spoken_consents
    ADD CONSTRAINT pk_spoken_consents PRIMARY KEY (visit);
ALTER TABLE ONLY table_audits
    ADD CONSTRAINT pk_table_audits PRIMARY KEY (id);
ALTER TABLE ONLY table_findings
    ADD CONSTRAINT pk_table_findings PRIMARY KEY (id);
ALTER TABLE ONLY unread_rows
    ADD CONSTRAINT pk_unread_rows PRIMARY KEY (id);
ALTER TABLE ONLY visit_changes
    ADD CONSTRAINT pk_visit_changes PRIMARY KEY (id);
ALTER TABLE ONLY visits
    ADD CONSTRAINT pk_visits PRIMARY KEY (number);
ALTER TABLE ONLY vouches
    ADD CONSTRAINT pk_vouches PRIMARY KEY (id);
ALTER TABLE ONLY claims
    ADD CONSTRAINT uq_claims_file_serial UNIQUE (file, serial);
ALTER TABLE ONLY incident_links
    ADD CONSTRAINT uq_incident_links_case_id_digest UNIQUE (case_id, digest);
ALTER TABLE ONLY outage_notes
    ADD CONSTRAINT uq_outage_notes_identifier UNIQUE (identifier);
ALTER TABLE ONLY table_findings
    ADD CONSTRAINT uq_table_findings_digest UNIQUE (digest);
ALTER TABLE ONLY visits
    ADD CONSTRAINT uq_visits_day_serial UNIQUE (day, serial);
CREATE INDEX ix_answers_visit ON answers USING btree (visit);
CREATE INDEX ix_application_items_visit ON application_items USING btree (visit);
CREATE INDEX ix_audit_rows_subject ON audit_rows USING btree (subject);
CREATE INDEX ix_audit_rows_visit ON audit_rows USING btree (visit);
CREATE INDEX ix_claim_contacts_visit ON claim_contacts USING btree (visit);
CREATE INDEX ix_claim_visits_visit ON claim_visits USING btree (visit);
CREATE INDEX ix_claims_patient_id ON claims USING btree (patient_id);
CREATE INDEX ix_claims_state ON claims USING btree (state);
CREATE INDEX ix_comparisons_visit ON comparisons USING btree (visit);
CREATE INDEX ix_declaration_disposals_visit ON declaration_disposals USING btree (visit);
CREATE INDEX ix_declarations_visit ON declarations USING btree (visit);
CREATE INDEX ix_deemed_declarations_visit ON deemed_declarations USING btree (visit);
CREATE INDEX ix_documents_visit ON documents USING btree (visit);
CREATE INDEX ix_incident_cases_patient_id ON incident_cases USING btree (patient_id);
CREATE INDEX ix_incident_cases_visit ON incident_cases USING btree (visit);
CREATE INDEX ix_incident_entries_case_id ON incident_entries USING btree (case_id);
CREATE INDEX ix_incident_links_case_id ON incident_links USING btree (case_id);
CREATE INDEX ix_incident_links_digest ON incident_links USING btree (digest);
CREATE INDEX ix_incident_reports_case_id ON incident_reports USING btree (case_id);
CREATE INDEX ix_incident_stops_case_id ON incident_stops USING btree (case_id);
CREATE INDEX ix_incident_stops_visit ON incident_stops USING btree (visit);
CREATE INDEX ix_medical_closures_patient_id ON medical_closures USING btree (patient_id);
CREATE INDEX ix_medical_closures_visit ON medical_closures USING btree (visit);
CREATE INDEX ix_patients_insured ON patients USING btree (insurance_key, branch_key);
CREATE INDEX ix_patients_number_key ON patients USING btree (number_key);
CREATE INDEX ix_patients_reading ON patients USING btree (birthdate, kana_key);
CREATE INDEX ix_patients_written ON patients USING btree (birthdate, name_key);
CREATE INDEX ix_payer_findings_claim ON payer_findings USING btree (claim);
CREATE INDEX ix_questions_visit ON questions USING btree (visit);
CREATE INDEX ix_repeated_rows_import_id ON repeated_rows USING btree (import_id);
CREATE INDEX ix_settlements_visit ON settlements USING btree (visit);
CREATE INDEX ix_table_findings_last_audit ON table_findings USING btree (last_audit);
CREATE INDEX ix_unread_rows_import_id ON unread_rows USING btree (import_id);
CREATE INDEX ix_visit_changes_visit ON visit_changes USING btree (visit);
CREATE INDEX ix_visits_patient_id ON visits USING btree (patient_id);
CREATE INDEX ix_vouches_visit ON vouches USING btree (visit);
ALTER TABLE ONLY answers
    ADD CONSTRAINT fk_answers_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY application_items
    ADD CONSTRAINT fk_application_items_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY claim_contacts
    ADD CONSTRAINT fk_claim_contacts_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY claim_destinations
    ADD CONSTRAINT fk_claim_destinations_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY claim_visits
    ADD CONSTRAINT fk_claim_visits_claim_claims FOREIGN KEY (claim) REFERENCES claims(id);
ALTER TABLE ONLY claim_visits
    ADD CONSTRAINT fk_claim_visits_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY claims
    ADD CONSTRAINT fk_claims_file_claim_files FOREIGN KEY (file) REFERENCES claim_files(digest);
ALTER TABLE ONLY comparisons
    ADD CONSTRAINT fk_comparisons_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY confirmations
    ADD CONSTRAINT fk_confirmations_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY declaration_disposals
    ADD CONSTRAINT fk_declaration_disposals_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY declarations
    ADD CONSTRAINT fk_declarations_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY deemed_declarations
    ADD CONSTRAINT fk_deemed_declarations_rests_on_visits FOREIGN KEY (rests_on) REFERENCES visits(number);
ALTER TABLE ONLY deemed_declarations
    ADD CONSTRAINT fk_deemed_declarations_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY documents
    ADD CONSTRAINT fk_documents_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY incident_cases
    ADD CONSTRAINT fk_incident_cases_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY incident_entries
    ADD CONSTRAINT fk_incident_entries_case_id_incident_cases FOREIGN KEY (case_id) REFERENCES incident_cases(id);
ALTER TABLE ONLY incident_links
    ADD CONSTRAINT fk_incident_links_case_id_incident_cases FOREIGN KEY (case_id) REFERENCES incident_cases(id);
ALTER TABLE ONLY incident_reports
    ADD CONSTRAINT fk_incident_reports_case_id_incident_cases FOREIGN KEY (case_id) REFERENCES incident_cases(id);
ALTER TABLE ONLY incident_stops
    ADD CONSTRAINT fk_incident_stops_case_id_incident_cases FOREIGN KEY (case_id) REFERENCES incident_cases(id);
ALTER TABLE ONLY incident_stops
    ADD CONSTRAINT fk_incident_stops_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY medical_closures
    ADD CONSTRAINT fk_medical_closures_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY outage_notes
    ADD CONSTRAINT fk_outage_notes_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY payer_findings
    ADD CONSTRAINT fk_payer_findings_claim_claims FOREIGN KEY (claim) REFERENCES claims(id);
ALTER TABLE ONLY questions
    ADD CONSTRAINT fk_questions_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY repeated_rows
    ADD CONSTRAINT fk_repeated_rows_import_id_imports FOREIGN KEY (import_id) REFERENCES imports(id);
ALTER TABLE ONLY settlements
    ADD CONSTRAINT fk_settlements_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY spoken_consents
    ADD CONSTRAINT fk_spoken_consents_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY table_audits
    ADD CONSTRAINT fk_table_audits_import_id_imports FOREIGN KEY (import_id) REFERENCES imports(id);
ALTER TABLE ONLY table_findings
    ADD CONSTRAINT fk_table_findings_first_audit_table_audits FOREIGN KEY (first_audit) REFERENCES table_audits(id);
ALTER TABLE ONLY table_findings
    ADD CONSTRAINT fk_table_findings_last_audit_table_audits FOREIGN KEY (last_audit) REFERENCES table_audits(id);
ALTER TABLE ONLY table_findings
    ADD CONSTRAINT fk_table_findings_signed_audit_table_audits FOREIGN KEY (signed_audit) REFERENCES table_audits(id);
ALTER TABLE ONLY unread_rows
    ADD CONSTRAINT fk_unread_rows_import_id_imports FOREIGN KEY (import_id) REFERENCES imports(id);
ALTER TABLE ONLY visit_changes
    ADD CONSTRAINT fk_visit_changes_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
ALTER TABLE ONLY vouches
    ADD CONSTRAINT fk_vouches_visit_visits FOREIGN KEY (visit) REFERENCES visits(number);
