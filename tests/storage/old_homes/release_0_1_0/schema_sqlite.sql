-- The schema of release 0.1.0 (revision 0010), as SQLite kept it.

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE accounts (
    name VARCHAR(64) NOT NULL,
    role VARCHAR(20) NOT NULL,
    password_hash TEXT NOT NULL,
    made_at DATETIME NOT NULL,
    failures INTEGER NOT NULL,
    last_try_at DATETIME,
    retired_at DATETIME,
    CONSTRAINT pk_accounts PRIMARY KEY (name)
);
CREATE TABLE audit_rows (
    station VARCHAR(40) NOT NULL,
    seq INTEGER NOT NULL,
    at VARCHAR(40) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    visit VARCHAR(20) NOT NULL,
    subject VARCHAR(64) NOT NULL,
    payload TEXT NOT NULL,
    previous VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_audit_rows PRIMARY KEY (station, seq)
);
CREATE TABLE choice_acceptances (
    id INTEGER NOT NULL,
    choice VARCHAR(40) NOT NULL,
    text VARCHAR(64) NOT NULL,
    signed TEXT NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_choice_acceptances PRIMARY KEY (id)
);
CREATE TABLE claim_files (
    digest VARCHAR(64) NOT NULL,
    payer VARCHAR(1) NOT NULL,
    claimed_in VARCHAR(6) NOT NULL,
    sent_at DATETIME NOT NULL,
    sent_by VARCHAR(64) NOT NULL,
    answered_at DATETIME,
    answered_by VARCHAR(64),
    CONSTRAINT pk_claim_files PRIMARY KEY (digest)
);
CREATE TABLE disasters (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    area TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE,
    "by" VARCHAR(64) NOT NULL,
    CONSTRAINT pk_disasters PRIMARY KEY (id)
);
CREATE TABLE emergency_steps (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    step VARCHAR(20) NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_emergency_steps PRIMARY KEY (id)
);
CREATE TABLE failure_switches (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    "on" BOOLEAN NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    why TEXT NOT NULL,
    CONSTRAINT pk_failure_switches PRIMARY KEY (id)
);
CREATE TABLE imports (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    rows INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    leftover INTEGER NOT NULL,
    keys_version INTEGER NOT NULL,
    CONSTRAINT pk_imports PRIMARY KEY (id)
);
CREATE TABLE patients (
    patient_id VARCHAR(64) NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    sex VARCHAR(1) NOT NULL,
    birthdate DATE,
    address TEXT NOT NULL,
    postcode VARCHAR(16) NOT NULL,
    insurer_number VARCHAR(16) NOT NULL,
    symbol TEXT NOT NULL,
    number TEXT NOT NULL,
    branch VARCHAR(8) NOT NULL,
    phone VARCHAR(40) NOT NULL, leftover_since DATETIME, number_key TEXT, insurance_key TEXT, branch_key TEXT, kana_key TEXT, name_key TEXT,
    CONSTRAINT pk_patients PRIMARY KEY (patient_id)
);
CREATE TABLE reading_counts (
    part VARCHAR(10) NOT NULL,
    kana_key VARCHAR(200) NOT NULL,
    sex VARCHAR(1) NOT NULL,
    years INTEGER NOT NULL,
    patients INTEGER NOT NULL,
    CONSTRAINT pk_reading_counts PRIMARY KEY (part, kana_key, sex, years)
);
CREATE TABLE visits (
    number VARCHAR(20) NOT NULL,
    day DATE NOT NULL,
    serial INTEGER NOT NULL,
    station VARCHAR(40) NOT NULL,
    lane VARCHAR(20) NOT NULL,
    started_at DATETIME NOT NULL,
    patient_id VARCHAR(64),
    outcome VARCHAR(40),
    decision VARCHAR(10),
    evidence_kind VARCHAR(40),
    method VARCHAR(40),
    reason VARCHAR(40),
    waits_for VARCHAR(40),
    closed_at DATETIME,
    CONSTRAINT pk_visits PRIMARY KEY (number),
    CONSTRAINT uq_visits_day_serial UNIQUE (day, serial)
);
CREATE TABLE answers (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    identifier VARCHAR(100) NOT NULL,
    at DATETIME NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_answers PRIMARY KEY (id),
    CONSTRAINT fk_answers_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE application_items (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    entered_by VARCHAR(64) NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    sex VARCHAR(1) NOT NULL,
    birthdate DATE,
    address TEXT NOT NULL,
    CONSTRAINT pk_application_items PRIMARY KEY (id),
    CONSTRAINT fk_application_items_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE claim_contacts (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    day DATE NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_claim_contacts PRIMARY KEY (id),
    CONSTRAINT fk_claim_contacts_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE claim_destinations (
    visit VARCHAR(20) NOT NULL,
    payer VARCHAR(1) NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_claim_destinations PRIMARY KEY (visit),
    CONSTRAINT fk_claim_destinations_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE claims (
    id INTEGER NOT NULL,
    file VARCHAR(64) NOT NULL,
    serial INTEGER NOT NULL,
    patient_id VARCHAR(64) NOT NULL,
    treated VARCHAR(6) NOT NULL,
    standing VARCHAR(10) NOT NULL,
    points INTEGER NOT NULL,
    state VARCHAR(10) NOT NULL,
    confirmation VARCHAR(2) NOT NULL,
    reason VARCHAR(40) NOT NULL,
    changed_at DATETIME NOT NULL,
    CONSTRAINT pk_claims PRIMARY KEY (id),
    CONSTRAINT uq_claims_file_serial UNIQUE (file, serial),
    CONSTRAINT fk_claims_file_claim_files FOREIGN KEY(file) REFERENCES claim_files (digest)
);
CREATE TABLE comparisons (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    sides VARCHAR(40) NOT NULL,
    decision VARCHAR(10) NOT NULL,
    rule VARCHAR(64) NOT NULL,
    fields TEXT NOT NULL,
    CONSTRAINT pk_comparisons PRIMARY KEY (id),
    CONSTRAINT fk_comparisons_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE confirmations (
    patient_id VARCHAR(64) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    CONSTRAINT pk_confirmations PRIMARY KEY (patient_id, digest),
    CONSTRAINT fk_confirmations_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE declaration_disposals (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    rule VARCHAR(40) NOT NULL,
    sheets INTEGER NOT NULL,
    CONSTRAINT pk_declaration_disposals PRIMARY KEY (id),
    CONSTRAINT fk_declaration_disposals_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE declarations (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    layout VARCHAR(40) NOT NULL,
    body TEXT NOT NULL,
    sheet BLOB NOT NULL,
    CONSTRAINT pk_declarations PRIMARY KEY (id),
    CONSTRAINT fk_declarations_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE deemed_declarations (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    rests_on VARCHAR(20) NOT NULL,
    CONSTRAINT pk_deemed_declarations PRIMARY KEY (id),
    CONSTRAINT fk_deemed_declarations_visit_visits FOREIGN KEY(visit) REFERENCES visits (number),
    CONSTRAINT fk_deemed_declarations_rests_on_visits FOREIGN KEY(rests_on) REFERENCES visits (number)
);
CREATE TABLE documents (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    kind VARCHAR(40) NOT NULL,
    checked_by VARCHAR(64) NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_documents PRIMARY KEY (id),
    CONSTRAINT fk_documents_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE incident_cases (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    patient_id VARCHAR(64),
    insurer_name TEXT NOT NULL,
    opened_at DATETIME NOT NULL,
    opened_by VARCHAR(64) NOT NULL,
    wrongful BOOLEAN NOT NULL,
    handling TEXT,
    wanted_by VARCHAR(64),
    lifted_at DATETIME,
    lifted_by VARCHAR(64),
    lifted_why TEXT,
    closed_at DATETIME,
    closed_by VARCHAR(64),
    closed_why TEXT,
    CONSTRAINT pk_incident_cases PRIMARY KEY (id),
    CONSTRAINT fk_incident_cases_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE medical_closures (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    patient_id VARCHAR(64),
    rule VARCHAR(64) NOT NULL,
    closed_at DATETIME NOT NULL,
    closed_by VARCHAR(64) NOT NULL,
    lifted_at DATETIME,
    lifted_by VARCHAR(64),
    lifted_why TEXT,
    CONSTRAINT pk_medical_closures PRIMARY KEY (id),
    CONSTRAINT fk_medical_closures_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE outage_notes (
    visit VARCHAR(20) NOT NULL,
    identifier VARCHAR(100) NOT NULL,
    noted_at DATETIME NOT NULL,
    state VARCHAR(10) NOT NULL,
    body TEXT NOT NULL,
    phone VARCHAR(40) NOT NULL,
    asked_at DATETIME,
    answered_at DATETIME, taken_by VARCHAR(40), taken_until DATETIME,
    CONSTRAINT pk_outage_notes PRIMARY KEY (visit),
    CONSTRAINT fk_outage_notes_visit_visits FOREIGN KEY(visit) REFERENCES visits (number),
    CONSTRAINT uq_outage_notes_identifier UNIQUE (identifier)
);
CREATE TABLE questions (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    rule VARCHAR(64) NOT NULL,
    answer TEXT NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    CONSTRAINT pk_questions PRIMARY KEY (id),
    CONSTRAINT fk_questions_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE repeated_rows (
    id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    patient_id VARCHAR(64) NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    sex VARCHAR(1) NOT NULL,
    birthdate DATE,
    address TEXT NOT NULL,
    postcode VARCHAR(16) NOT NULL,
    insurer_number VARCHAR(16) NOT NULL,
    symbol TEXT NOT NULL,
    number TEXT NOT NULL,
    branch VARCHAR(8) NOT NULL,
    phone VARCHAR(40) NOT NULL,
    CONSTRAINT pk_repeated_rows PRIMARY KEY (id),
    CONSTRAINT fk_repeated_rows_import_id_imports FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE settlements (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    points INTEGER NOT NULL,
    paid_share INTEGER NOT NULL,
    paid_yen INTEGER NOT NULL,
    due_share INTEGER NOT NULL,
    due_yen INTEGER NOT NULL,
    rule VARCHAR(40) NOT NULL,
    CONSTRAINT pk_settlements PRIMARY KEY (id),
    CONSTRAINT fk_settlements_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE spoken_consents (
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    said VARCHAR(20) NOT NULL,
    heard_by VARCHAR(64) NOT NULL,
    CONSTRAINT pk_spoken_consents PRIMARY KEY (visit),
    CONSTRAINT fk_spoken_consents_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE table_audits (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    import_id INTEGER,
    patients INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    signed_at DATETIME,
    signed_by VARCHAR(64),
    signed_role VARCHAR(20),
    CONSTRAINT pk_table_audits PRIMARY KEY (id),
    CONSTRAINT fk_table_audits_import_id_imports FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE unread_rows (
    id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "column" VARCHAR(40) NOT NULL,
    reason VARCHAR(40) NOT NULL,
    kept BOOLEAN NOT NULL,
    CONSTRAINT pk_unread_rows PRIMARY KEY (id),
    CONSTRAINT fk_unread_rows_import_id_imports FOREIGN KEY(import_id) REFERENCES imports (id)
);
CREATE TABLE visit_changes (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    what VARCHAR(20) NOT NULL,
    why TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    CONSTRAINT pk_visit_changes PRIMARY KEY (id),
    CONSTRAINT fk_visit_changes_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE vouches (
    id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    method VARCHAR(40) NOT NULL,
    CONSTRAINT pk_vouches PRIMARY KEY (id),
    CONSTRAINT fk_vouches_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE claim_visits (
    claim INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    CONSTRAINT pk_claim_visits PRIMARY KEY (claim, visit),
    CONSTRAINT fk_claim_visits_claim_claims FOREIGN KEY(claim) REFERENCES claims (id),
    CONSTRAINT fk_claim_visits_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE incident_entries (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    item VARCHAR(40) NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_incident_entries PRIMARY KEY (id),
    CONSTRAINT fk_incident_entries_case_id_incident_cases FOREIGN KEY(case_id) REFERENCES incident_cases (id)
);
CREATE TABLE incident_links (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    digest VARCHAR(64) NOT NULL,
    CONSTRAINT pk_incident_links PRIMARY KEY (id),
    CONSTRAINT uq_incident_links_case_id_digest UNIQUE (case_id, digest),
    CONSTRAINT fk_incident_links_case_id_incident_cases FOREIGN KEY(case_id) REFERENCES incident_cases (id)
);
CREATE TABLE incident_reports (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    report VARCHAR(40) NOT NULL,
    CONSTRAINT pk_incident_reports PRIMARY KEY (id),
    CONSTRAINT fk_incident_reports_case_id_incident_cases FOREIGN KEY(case_id) REFERENCES incident_cases (id)
);
CREATE TABLE incident_stops (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    visit VARCHAR(20) NOT NULL,
    at DATETIME NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    rule VARCHAR(64) NOT NULL,
    answer VARCHAR(100) NOT NULL,
    differences TEXT NOT NULL,
    CONSTRAINT pk_incident_stops PRIMARY KEY (id),
    CONSTRAINT fk_incident_stops_case_id_incident_cases FOREIGN KEY(case_id) REFERENCES incident_cases (id),
    CONSTRAINT fk_incident_stops_visit_visits FOREIGN KEY(visit) REFERENCES visits (number)
);
CREATE TABLE payer_findings (
    id INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    days TEXT NOT NULL,
    insurer_number VARCHAR(16) NOT NULL,
    symbol TEXT NOT NULL,
    number TEXT NOT NULL,
    branch VARCHAR(8) NOT NULL,
    CONSTRAINT pk_payer_findings PRIMARY KEY (id),
    CONSTRAINT fk_payer_findings_claim_claims FOREIGN KEY(claim) REFERENCES claims (id)
);
CREATE TABLE table_findings (
    id INTEGER NOT NULL,
    digest VARCHAR(64) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    rows TEXT NOT NULL,
    first_audit INTEGER NOT NULL,
    last_audit INTEGER NOT NULL,
    state VARCHAR(20) NOT NULL,
    note TEXT NOT NULL,
    marked_at DATETIME,
    marked_by VARCHAR(64),
    marked_role VARCHAR(20),
    signed_audit INTEGER,
    CONSTRAINT pk_table_findings PRIMARY KEY (id),
    CONSTRAINT uq_table_findings_digest UNIQUE (digest),
    CONSTRAINT fk_table_findings_first_audit_table_audits FOREIGN KEY(first_audit) REFERENCES table_audits (id),
    CONSTRAINT fk_table_findings_last_audit_table_audits FOREIGN KEY(last_audit) REFERENCES table_audits (id),
    CONSTRAINT fk_table_findings_signed_audit_table_audits FOREIGN KEY(signed_audit) REFERENCES table_audits (id)
);

CREATE INDEX ix_audit_rows_subject ON audit_rows (subject);
CREATE INDEX ix_audit_rows_visit ON audit_rows (visit);
CREATE INDEX ix_patients_number_key ON patients (number_key);
CREATE INDEX ix_patients_insured ON patients (insurance_key, branch_key);
CREATE INDEX ix_patients_reading ON patients (birthdate, kana_key);
CREATE INDEX ix_patients_written ON patients (birthdate, name_key);
CREATE INDEX ix_visits_patient_id ON visits (patient_id);
CREATE INDEX ix_answers_visit ON answers (visit);
CREATE INDEX ix_application_items_visit ON application_items (visit);
CREATE INDEX ix_claim_contacts_visit ON claim_contacts (visit);
CREATE INDEX ix_claims_state ON claims (state);
CREATE INDEX ix_claims_patient_id ON claims (patient_id);
CREATE INDEX ix_comparisons_visit ON comparisons (visit);
CREATE INDEX ix_declaration_disposals_visit ON declaration_disposals (visit);
CREATE INDEX ix_declarations_visit ON declarations (visit);
CREATE INDEX ix_deemed_declarations_visit ON deemed_declarations (visit);
CREATE INDEX ix_documents_visit ON documents (visit);
CREATE INDEX ix_incident_cases_patient_id ON incident_cases (patient_id);
CREATE INDEX ix_incident_cases_visit ON incident_cases (visit);
CREATE INDEX ix_medical_closures_patient_id ON medical_closures (patient_id);
CREATE INDEX ix_medical_closures_visit ON medical_closures (visit);
CREATE INDEX ix_questions_visit ON questions (visit);
CREATE INDEX ix_repeated_rows_import_id ON repeated_rows (import_id);
CREATE INDEX ix_settlements_visit ON settlements (visit);
CREATE INDEX ix_unread_rows_import_id ON unread_rows (import_id);
CREATE INDEX ix_visit_changes_visit ON visit_changes (visit);
CREATE INDEX ix_vouches_visit ON vouches (visit);
CREATE INDEX ix_claim_visits_visit ON claim_visits (visit);
CREATE INDEX ix_incident_entries_case_id ON incident_entries (case_id);
CREATE INDEX ix_incident_links_digest ON incident_links (digest);
CREATE INDEX ix_incident_links_case_id ON incident_links (case_id);
CREATE INDEX ix_incident_reports_case_id ON incident_reports (case_id);
CREATE INDEX ix_incident_stops_visit ON incident_stops (visit);
CREATE INDEX ix_incident_stops_case_id ON incident_stops (case_id);
CREATE INDEX ix_payer_findings_claim ON payer_findings (claim);
CREATE INDEX ix_table_findings_last_audit ON table_findings (last_audit);
