BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0020');
CREATE TABLE decision_changes (
	id INTEGER NOT NULL, 
	report_id VARCHAR(32) NOT NULL, 
	finding_id VARCHAR(32) NOT NULL, 
	"before" TEXT, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "decision_changes" VALUES(1,'a1','f1',NULL,'2021-01-21 08:00:00');
CREATE TABLE decisions (
	report_id VARCHAR(32) NOT NULL, 
	finding_id VARCHAR(32) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	decided DATETIME NOT NULL, wording TEXT DEFAULT '' NOT NULL, note TEXT DEFAULT '' NOT NULL, stands BOOLEAN DEFAULT '1' NOT NULL, 
	PRIMARY KEY (report_id, finding_id), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "decisions" VALUES('a1','f1','dismissed','原件如此','2021-01-21 08:00:00','','',1);
CREATE TABLE exchanges (
	id INTEGER NOT NULL, 
	conversation VARCHAR(40) NOT NULL, 
	owner VARCHAR(60) NOT NULL, 
	report_id VARCHAR(32), 
	question TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	asked DATETIME NOT NULL, 
	vote INTEGER NOT NULL, 
	comment TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "exchanges" VALUES(1,'c1','李审查','a1','收到多少件申请','{}','2021-01-21 09:00:00',1,'');
CREATE TABLE figures (
	report_id VARCHAR(32) NOT NULL, 
	cell VARCHAR(120) NOT NULL, 
	value FLOAT NOT NULL, 
	PRIMARY KEY (report_id, cell), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE index_outcomes (
	report_id VARCHAR(32) NOT NULL, 
	why TEXT NOT NULL, 
	tries INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (report_id), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "index_outcomes" VALUES('a1','向量服务没有答复',2,'2021-01-21 08:00:00');
CREATE TABLE jobs (
	id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	owner VARCHAR(60) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	batch VARCHAR(32) NOT NULL, 
	turn INTEGER NOT NULL, 
	label VARCHAR(200) NOT NULL, 
	content BLOB, 
	state VARCHAR(20) NOT NULL, 
	tries INTEGER NOT NULL, 
	due DATETIME NOT NULL, 
	worker VARCHAR(60) DEFAULT '' NOT NULL, 
	beat DATETIME, 
	stopping BOOLEAN DEFAULT 0 NOT NULL, 
	page INTEGER DEFAULT '0' NOT NULL, 
	pages INTEGER DEFAULT '0' NOT NULL, 
	result TEXT DEFAULT '' NOT NULL, 
	ended DATETIME, 
	PRIMARY KEY (id)
);
CREATE TABLE kept_settings (
	name VARCHAR(60) NOT NULL, 
	value TEXT NOT NULL, 
	saved DATETIME NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "kept_settings" VALUES('letters','{"office": "某市司法局"}','2021-01-21 08:00:00');
CREATE TABLE letters (
	report_id VARCHAR(32) NOT NULL, 
	text TEXT NOT NULL, 
	saved DATETIME NOT NULL, composed TEXT DEFAULT '' NOT NULL, issued DATETIME, based DATETIME, given_out TEXT DEFAULT '' NOT NULL, due DATE, 
	PRIMARY KEY (report_id), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "letters" VALUES('a1','请修改第一部分的总数。','2021-01-22 08:00:00','','2021-01-22 08:00:00','2021-01-22 08:00:00','请修改第一部分的总数。','2021-02-01');
CREATE TABLE login_tries (
	id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "login_tries" VALUES(1,'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08','2021-01-21 08:00:00');
CREATE TABLE own_findings (
	report_id VARCHAR(32) NOT NULL, 
	finding_id VARCHAR(32) NOT NULL, 
	severity VARCHAR(20) NOT NULL, 
	section VARCHAR(10) NOT NULL, 
	paragraph INTEGER, 
	quote TEXT NOT NULL, 
	message TEXT NOT NULL, 
	suggestion TEXT NOT NULL, 
	added DATETIME NOT NULL, 
	PRIMARY KEY (report_id, finding_id), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "own_findings" VALUES('a1','0f00000000000001','warning','一',NULL,'','第一部分没有写培训情况。','请补充。','2021-02-01 08:00:00');
CREATE TABLE phrases (
	owner VARCHAR(60) NOT NULL, 
	rule VARCHAR(10) NOT NULL, 
	old VARCHAR(300) NOT NULL, 
	new VARCHAR(300) NOT NULL, 
	findings TEXT NOT NULL, 
	adopted BOOLEAN NOT NULL, 
	PRIMARY KEY (owner, rule, old, new)
);
INSERT INTO "phrases" VALUES('李审查','TXT01','其它','其他','',1);
CREATE TABLE presences (
	report_id VARCHAR(32) NOT NULL, 
	who VARCHAR(60) NOT NULL, 
	seen DATETIME NOT NULL, 
	PRIMARY KEY (report_id, who), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "presences" VALUES('a1','李审查','2021-01-21 08:00:00');
CREATE TABLE removals (
	report_id VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (report_id)
);
INSERT INTO "removals" VALUES('b2','2021-01-21 08:00:00');
CREATE TABLE report_stages (
	report_id VARCHAR(32) NOT NULL, 
	stage VARCHAR(20) NOT NULL, 
	day DATE NOT NULL, 
	who VARCHAR(60) DEFAULT '' NOT NULL, 
	PRIMARY KEY (report_id, stage), 
	FOREIGN KEY(report_id) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "report_stages" VALUES('a1','submitted','2021-01-20','李审查');
INSERT INTO "report_stages" VALUES('a1','returned','2021-01-22','李审查');
CREATE TABLE reports (
	id VARCHAR(32) NOT NULL, 
	file_name VARCHAR(500) NOT NULL, 
	content BLOB NOT NULL, 
	agency VARCHAR(200) NOT NULL, 
	year INTEGER, 
	added DATETIME NOT NULL, owner VARCHAR(60) DEFAULT '' NOT NULL, published BOOLEAN DEFAULT 0 NOT NULL, parsed BLOB, sketch BLOB, reader VARCHAR(32) DEFAULT '' NOT NULL, reviewer VARCHAR(32) DEFAULT '' NOT NULL, errors INTEGER, warnings INTEGER, notices INTEGER, level VARCHAR(20), doubtful BOOLEAN, assignee VARCHAR(60) DEFAULT '' NOT NULL, told VARCHAR(32) DEFAULT '' NOT NULL, typed_agency VARCHAR(200) DEFAULT '' NOT NULL, read_agency VARCHAR(200) DEFAULT '' NOT NULL, turn INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "reports" VALUES('a1','相山区残联2020.txt',X'E79BB8E5B1B1E58CBAE6AE8BE796BEE4BABAE88194E59088E4BC9A32303230E5B9B4E694BFE5BA9CE4BFA1E681AFE585ACE5BC80E5B7A5E4BD9CE5B9B4E5BAA6E68AA5E5918A0AE4B880E38081E680BBE4BD93E68385E586B50A','相山区残疾人联合会',2020,'2021-01-20 08:00:00','李审查',1,NULL,NULL,'','',NULL,NULL,NULL,NULL,NULL,'','','','相山区残疾人联合会',0);
CREATE TABLE sessions (
	digest VARCHAR(64) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	begun DATETIME NOT NULL, 
	seen DATETIME NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(name) REFERENCES users (name) ON DELETE CASCADE
);
INSERT INTO "sessions" VALUES('5f','李审查','2021-01-21 08:00:00','2021-01-21 08:00:00');
CREATE TABLE shared_files (
	"key" VARCHAR(400) NOT NULL, 
	whose VARCHAR(64) NOT NULL, 
	about VARCHAR(64) NOT NULL, 
	made FLOAT NOT NULL, 
	size BIGINT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "shared_files" VALUES('li/a1/0123456789abcdef/意见.docx','li','a1',1611302400.0,12);
CREATE TABLE trail (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR(60) NOT NULL, 
	deed VARCHAR(20) NOT NULL, 
	target VARCHAR(120) NOT NULL, 
	label VARCHAR(80) NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "trail" VALUES(1,'2021-01-21 08:00:00','李审查','published','a1','相山区残疾人联合会 2020','草稿','已发布');
CREATE TABLE users (
	name VARCHAR(60) NOT NULL, 
	password VARCHAR(200) NOT NULL, 
	added DATETIME NOT NULL, disabled BOOLEAN DEFAULT 0 NOT NULL, role VARCHAR(20) DEFAULT 'reviewer' NOT NULL, agencies TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "users" VALUES('李审查','$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$aGFzaA','2021-01-01 08:00:00',0,'reviewer','');
INSERT INTO "users" VALUES('王查阅','$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$aGFzaA','2021-01-01 08:00:00',0,'reader','["相山区残疾人联合会"]');
CREATE INDEX ix_reports_agency ON reports (agency);
CREATE INDEX ix_reports_year ON reports (year);
CREATE INDEX ix_reports_owner ON reports (owner);
CREATE INDEX ix_reports_published ON reports (published);
CREATE INDEX ix_decision_changes_report_id ON decision_changes (report_id);
CREATE INDEX ix_exchanges_conversation ON exchanges (conversation);
CREATE INDEX ix_sessions_name ON sessions (name);
CREATE INDEX ix_login_tries_key ON login_tries ("key");
CREATE INDEX ix_login_tries_at ON login_tries (at);
CREATE INDEX ix_report_stages_report_id ON report_stages (report_id);
CREATE INDEX ix_trail_at ON trail (at);
CREATE INDEX ix_trail_who ON trail (who);
CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE INDEX reports_listed ON reports (year, agency, added, id, owner, published, file_name, level, doubtful, reviewer, errors, warnings, notices, assignee);
CREATE INDEX ix_reports_told ON reports (told);
CREATE INDEX ix_figures_cell ON figures (cell, value, report_id);
CREATE INDEX ix_jobs_batch ON jobs (batch);
CREATE INDEX ix_jobs_state ON jobs (state, due);
CREATE INDEX ix_jobs_owner ON jobs (owner, id);
CREATE INDEX ix_presences_seen ON presences (seen);
CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail WHEN OLD.at >= datetime('now', '-365 days') BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE INDEX ix_exchanges_asked ON exchanges (asked);
CREATE INDEX ix_reports_names ON reports (typed_agency, read_agency);
CREATE INDEX ix_own_findings_report_id ON own_findings (report_id);
CREATE INDEX ix_shared_files_whose ON shared_files (whose);
CREATE INDEX ix_shared_files_about ON shared_files (about);
COMMIT;
