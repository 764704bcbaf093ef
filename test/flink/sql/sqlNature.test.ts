/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { sqlNature, type SqlKind } from '../../../nodes/shared/flink/sql/sqlNature';

it.each<[string, SqlKind]>([
	['SELECT 1', 'query'],
	['  -- INSERT INTO t\n /* CREATE TABLE t AS */ select 1', 'query'],
	['((SELECT 1) UNION ALL (SELECT 2))', 'query'],
	['WITH a AS (SELECT 1) SELECT * FROM a', 'query'],
	['VALUES (1)', 'query'],
	['SHOW CREATE TABLE t', 'query'],
	['DESC t', 'query'],
	['EXPLAIN INSERT INTO t SELECT * FROM s', 'query'],
	['INSERT INTO t SELECT * FROM s', 'write'],
	['insert\noverwrite t select * from s', 'write'],
	['EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT * FROM s; INSERT INTO u SELECT * FROM s; END;', 'write'],
	['BEGIN STATEMENT SET; INSERT INTO t SELECT * FROM s; END', 'write'],
	['EXECUTE INSERT INTO t SELECT * FROM s', 'write'],
	['EXECUTE SELECT 1', 'query'],
	['CREATE TABLE t AS SELECT * FROM s', 'write'],
	['/* for n8n */ CREATE TABLE t AS (SELECT * FROM s)', 'write'],
	["CREATE TABLE `a`.`b`.`t` (PRIMARY KEY (id) NOT ENFORCED) DISTRIBUTED BY (id) INTO 4 BUCKETS WITH ('k' = 'v') AS SELECT id FROM s", 'write'],
	['CREATE TABLE IF NOT EXISTS t--\nAS--\nWITH x AS (SELECT 1) SELECT * FROM x', 'write'],
	['CREATE OR REPLACE TABLE t AS SELECT * FROM s', 'write'],
	['REPLACE TABLE t AS SELECT * FROM s', 'write'],
	['CREATE MATERIALIZED TABLE t AS SELECT * FROM s', 'write'],
	["CREATE OR ALTER MATERIALIZED TABLE t FRESHNESS = INTERVAL '1' MINUTE AS SELECT * FROM s", 'write'],
	['ALTER MATERIALIZED TABLE t AS SELECT * FROM s', 'write'],
	['CREATE TABLE t (a INT)', 'definition'],
	['CREATE TABLE t (a INT, b AS a * 2, c AS (SELECT 1))', 'definition'],
	["CREATE TABLE t (a INT COMMENT 'x AS SELECT') COMMENT 'AS SELECT' -- AS SELECT\n", 'definition'],
	['CREATE TABLE `x AS SELECT` (a INT)', 'definition'],
	['CREATE TABLE as_is (a INT)', 'definition'],
	['CREATE TABLE t LIKE s', 'definition'],
	['CREATE VIEW v AS SELECT * FROM s', 'definition'],
	['CREATE FUNCTION f AS \'io.x.F\' USING JAR \'confluent-artifact://x\'', 'definition'],
	["CREATE MODEL m INPUT (a INT) OUTPUT (b INT) WITH ('provider' = 'x')", 'definition'],
	["CREATE CONNECTION c WITH ('type' = 'x')", 'definition'],
	['CREATE DATABASE d', 'definition'],
	['ALTER TABLE t ADD (a INT, b AS a)', 'definition'],
	["ALTER TABLE t SET ('k' = 'v')", 'definition'],
	['ALTER MATERIALIZED TABLE t SUSPEND', 'definition'],
	['ALTER VIEW v AS SELECT 1', 'definition'],
	['DROP TABLE t', 'definition'],
	['DROP MATERIALIZED TABLE t', 'definition'],
	['DROP CONNECTION c', 'definition'],
	['TRUNCATE TABLE t', 'definition'],
	["SET 'a' = 'b'", 'other'],
	['USE CATALOG c', 'other'],
	['SELECTED', 'other'],
	['', 'other'],
])('%j is a %s', (sql, kind) => {
	expect(sqlNature(sql).kind).toBe(kind);
});

it.each<[string, boolean]>([
	['CREATE MATERIALIZED TABLE t AS SELECT * FROM s', true],
	['CREATE OR ALTER MATERIALIZED TABLE t AS SELECT * FROM s', true],
	['CREATE TABLE materialized AS SELECT * FROM s', false],
	['DROP MATERIALIZED TABLE t', false],
	['INSERT INTO t SELECT * FROM s', false],
])('%j keeps a table up to date: %s', (sql, isContinuous) => {
	expect(sqlNature(sql).isContinuous).toBe(isContinuous);
});

it.each<[string, boolean]>([
	['INSERT INTO t VALUES (1), (2)', false],
	["INSERT INTO t VALUES ('FROM s')", false],
	['INSERT INTO t SELECT * FROM (VALUES (1)) AS v(a)', false],
	['INSERT INTO t SELECT a FROM UNNEST(ARRAY[1, 2]) AS u(a)', false],
	['CREATE TABLE t AS SELECT 1 AS a', false],
	['EXECUTE STATEMENT SET BEGIN INSERT INTO t VALUES (1); INSERT INTO u VALUES (2); END', false],
	['INSERT INTO t SELECT * FROM s', true],
	['INSERT INTO t SELECT * FROM`s`', true],
	['INSERT INTO t SELECT * FROM (SELECT * FROM `a`.`b`.`s`)', true],
	['INSERT INTO t SELECT * FROM (VALUES (1)) AS v(a) JOIN s ON v.a = s.a', true],
	['INSERT INTO t TABLE s', true],
	['INSERT INTO t SELECT * FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(ts), INTERVAL \'1\' MINUTE))', true],
	['CREATE TABLE t AS SELECT * FROM s', true],
	['EXECUTE STATEMENT SET BEGIN INSERT INTO t VALUES (1); INSERT INTO u SELECT * FROM s; END', true],
])('%j reads from a table: %s', (sql, readsTables) => {
	expect(sqlNature(sql).readsTables).toBe(readsTables);
});

it('takes time linear in the length of the text', () => {
	const parts = 'CREATE TABLE t (' + 'a AS (1), '.repeat(20_000) + ' '.repeat(100_000) + 'FROM ('.repeat(20_000);
	const startedAt = process.cpuUsage().user;
	sqlNature(parts);
	expect(process.cpuUsage().user - startedAt).toBeLessThan(2_000_000);
});
