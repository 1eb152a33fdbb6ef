"""The tables of the SQLite store, and how an older store becomes a newer one.

Times are seconds since the epoch, UTC. Every large table has a ``day`` (UTC, ISO) to be split by.
Articles and stories are known to the outside by their text ids; ``row`` only ties the full-text
index to its article.
"""

from __future__ import annotations

import sqlite3

#: "mujz" in ASCII: tells our files from other SQLite files (PRAGMA application_id).
APPLICATION_ID = 0x6D756A7A

_VERSION_1 = """
CREATE TABLE feeds (
    url TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT NOT NULL, site TEXT,
    etag TEXT, last_modified TEXT, added INTEGER, checked INTEGER, succeeded INTEGER, due INTEGER,
    failures INTEGER NOT NULL, error TEXT, disabled INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, guid TEXT NOT NULL,
    source TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    published INTEGER NOT NULL, fetched INTEGER NOT NULL, day TEXT NOT NULL,
    url TEXT, author TEXT, language TEXT, section TEXT, image TEXT, caption TEXT,
    keywords BLOB NOT NULL, removed BLOB NOT NULL, fingerprint TEXT NOT NULL,
    UNIQUE (feed, guid)
);
CREATE INDEX articles_by_time ON articles (published, id);
CREATE INDEX articles_by_source ON articles (source, published);
CREATE INDEX articles_by_guid ON articles (source, guid);

CREATE TABLE revisions (
    article TEXT NOT NULL, replaced INTEGER NOT NULL, day TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX revisions_by_article ON revisions (article, replaced);

-- What the reader did stands apart from what the outlets published.
CREATE TABLE states (
    article TEXT PRIMARY KEY, read INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX states_starred ON states (starred) WHERE starred = 1;

CREATE TABLE tags (
    article TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, rank INTEGER NOT NULL,
    folded TEXT NOT NULL, PRIMARY KEY (article, name, kind)
) WITHOUT ROWID;
CREATE INDEX tags_by_name ON tags (folded, article);

CREATE TABLE stories (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    day TEXT NOT NULL, sources INTEGER NOT NULL, independent INTEGER NOT NULL,
    size INTEGER NOT NULL, differs INTEGER NOT NULL,
    tags BLOB NOT NULL, brief BLOB NOT NULL, figures BLOB NOT NULL, state BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX stories_by_time ON stories (last, id);

CREATE TABLE story_articles (
    article TEXT PRIMARY KEY, story TEXT NOT NULL, wire_of TEXT, why TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX story_articles_by_story ON story_articles (story);

CREATE TABLE threads (
    story TEXT NOT NULL, follows TEXT NOT NULL, rank INTEGER NOT NULL,
    PRIMARY KEY (story, follows)
) WITHOUT ROWID;
CREATE INDEX threads_by_followed ON threads (follows);

-- In how many articles of an outlet a folded line has stood: evidence of residue.
CREATE TABLE lines (
    source TEXT NOT NULL, key TEXT NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE TABLE line_totals (source TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;

-- Articles whose text was replaced and whose story has not been described anew since.
CREATE TABLE revised (article TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE kept_values (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The text is folded before it gets here, so the tokenizer only has to split at non-letters.
CREATE VIRTUAL TABLE folded USING fts5 (title, text, tokenize = "unicode61 remove_diacritics 0");
"""

_FEED_HEALTH = """
ALTER TABLE feeds ADD COLUMN given_up INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN status INTEGER;
ALTER TABLE feeds ADD COLUMN failing_since INTEGER;
ALTER TABLE feeds ADD COLUMN moved_to TEXT;
ALTER TABLE feeds ADD COLUMN moved_times INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN moved_from TEXT;
ALTER TABLE feeds ADD COLUMN moved_on INTEGER;
ALTER TABLE feeds ADD COLUMN pace INTEGER;
ALTER TABLE feeds ADD COLUMN newest INTEGER;
ALTER TABLE feeds ADD COLUMN wish INTEGER;
ALTER TABLE feeds ADD COLUMN skip_hours TEXT NOT NULL DEFAULT '[]';
ALTER TABLE feeds ADD COLUMN skip_days TEXT NOT NULL DEFAULT '[]';
ALTER TABLE feeds ADD COLUMN full_text TEXT;
ALTER TABLE feeds ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN source_chosen INTEGER NOT NULL DEFAULT 0;

-- Until now a source was only there before the first fetch where the user had named it.
UPDATE feeds SET source_chosen = 1 WHERE source <> '' AND source <> title;
UPDATE feeds SET given_up = 1 WHERE disabled;
UPDATE feeds SET failing_since = checked WHERE failures > 0;

-- Pages of articles that could not be fetched, and when they are tried again.
CREATE TABLE missing_pages (
    article TEXT PRIMARY KEY, feed TEXT NOT NULL, url TEXT NOT NULL,
    tries INTEGER NOT NULL, due INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX missing_pages_by_time ON missing_pages (due);

-- What the robots.txt of a site said, by scheme, host and port (RFC 9309).
CREATE TABLE robots (
    origin TEXT PRIMARY KEY, fetched INTEGER NOT NULL, status INTEGER NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID;
"""

_SEARCHES_AND_TAG_EDITS = """
-- seen, alerted: row of the newest article when the search was last looked at, or announced.
CREATE TABLE searches (
    name TEXT PRIMARY KEY, query TEXT NOT NULL, alert INTEGER NOT NULL, added INTEGER NOT NULL,
    seen INTEGER NOT NULL, alerted INTEGER NOT NULL
) WITHOUT ROWID;

-- What the user corrected in tags: a log, so that each correction can be taken back.
CREATE TABLE tag_edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL,
    target TEXT, article TEXT, made INTEGER NOT NULL
);
CREATE INDEX tag_edits_by_article ON tag_edits (article) WHERE article IS NOT NULL;

-- name stays what was worked out. Where a correction bears on it, given is that name folded, shown
-- the name to show, and folded what the tag is found by: '' where it is hidden or taken off (off).
ALTER TABLE tags ADD COLUMN shown TEXT;
ALTER TABLE tags ADD COLUMN given TEXT;
ALTER TABLE tags ADD COLUMN off INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tags_by_given ON tags (given) WHERE given IS NOT NULL;

CREATE TABLE muted (article TEXT PRIMARY KEY, rule TEXT NOT NULL) WITHOUT ROWID;

-- Rules bear on what comes from now on; up to this row they have been applied.
INSERT INTO kept_values (key, value) SELECT 'rules.row', coalesce(max(row), 0) FROM articles;
"""

#: What a purge took out: stays for ever, since a feed may list its whole archive again.
_PURGED_KEYS = """
CREATE TABLE purged (key TEXT PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID;
"""

_FEED_DIGEST = """
-- A hash of the last document, for servers that know no validators.
ALTER TABLE feeds ADD COLUMN digest TEXT;

-- Where a feed was asked before it moved: what it brought then is known under that address.
CREATE TABLE earlier_addresses (
    feed TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (feed, url)
) WITHOUT ROWID;
"""

_OUTBOX = """
-- An edition that was made: its date is done.
CREATE TABLE issues (
    profile TEXT NOT NULL, day TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
    made INTEGER NOT NULL, title TEXT NOT NULL, stories INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (profile, day)
) WITHOUT ROWID;
CREATE INDEX issues_by_day ON issues (day);

-- letter holds the exact bytes that are sent, each time they are sent.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY, purpose TEXT NOT NULL, profile TEXT NOT NULL, day TEXT NOT NULL,
    kind TEXT NOT NULL, recipient TEXT NOT NULL, number INTEGER NOT NULL, message_id TEXT NOT NULL,
    queued INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'uncertain', 'failed')),
    tries INTEGER NOT NULL, doubts INTEGER NOT NULL, next INTEGER, error TEXT, sent INTEGER,
    letter BLOB NOT NULL
);
CREATE INDEX outbox_by_day ON outbox (day, profile);
CREATE INDEX outbox_open ON outbox (next) WHERE state IN ('pending', 'sending', 'uncertain');
"""

_CORRECTED_STORIES = """
-- What grouping knows of its groups. A group is shown as the story of its id, unless the user has
-- corrected that; stories.state is no longer used.
CREATE TABLE groups (
    id TEXT PRIMARY KEY, last INTEGER NOT NULL, state BLOB NOT NULL, thread BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX groups_by_time ON groups (last, id);
INSERT INTO groups SELECT id, last, state, '[]' FROM stories;
UPDATE groups SET thread = coalesce((SELECT json_group_array(follows) FROM
    (SELECT follows FROM threads WHERE story = groups.id ORDER BY rank)), '[]');
UPDATE stories SET state = x'';

-- The group that grouping put an article into; story is where it is shown.
ALTER TABLE story_articles ADD COLUMN grouped TEXT NOT NULL DEFAULT '';
UPDATE story_articles SET grouped = story;
CREATE INDEX story_articles_by_group ON story_articles (grouped);

ALTER TABLE stories ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX stories_pinned ON stories (pinned) WHERE pinned = 1;

-- What the user corrected in stories: a log, so that each correction can be taken back.
CREATE TABLE story_edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, story TEXT NOT NULL,
    target TEXT, articles BLOB NOT NULL, title TEXT, made INTEGER NOT NULL
);
"""

_EXTRACTION = """
-- How an article's text was taken, and where another story begins that its outlet glued to it.
ALTER TABLE articles ADD COLUMN method TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN second_story INTEGER;

-- Articles whose guid an outlet has changed are found again by their link.
CREATE INDEX articles_by_link ON articles (url) WHERE url IS NOT NULL;

-- The zone of dates that name none, an IANA name, where the user has said it.
ALTER TABLE feeds ADD COLUMN zone TEXT;
"""

#: Script n brings a store from version n to version n + 1.
MIGRATIONS: tuple[str, ...] = (
    _VERSION_1, _FEED_HEALTH, _SEARCHES_AND_TAG_EDITS, _PURGED_KEYS, _FEED_DIGEST, _OUTBOX,
    _CORRECTED_STORIES, _EXTRACTION,
)  # fmt: skip
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of an open file; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Tell whether the file is some other program's database."""
    known = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return known != APPLICATION_ID and bool(tables)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open file to :data:`VERSION`, one transaction a version.

    Two processes may do this at once: the version is read again under the write lock.
    """
    while version_of(connection) < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            current = version_of(connection)
            if current < VERSION:
                for statement in _statements(MIGRATIONS[current]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {current + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite ends it by itself on some errors
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    """Split a script at its semicolons (``executescript`` would commit before it begins)."""
    found, pending = [], ""
    for piece in script.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
