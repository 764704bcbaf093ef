-- table: {"name":"orders","columns":["id INT","customer STRING","amount DECIMAL(10,2)","ts TIMESTAMP(3)"],"watermark":"ts AS ts - INTERVAL '5' SECOND","rows":[["1","'ann'","10.00","TIMESTAMP '2024-05-01 10:00:01.000'"],["2","'bob'","20.50","TIMESTAMP '2024-05-01 10:00:04.000'"],["3","'ann'","5.25","TIMESTAMP '2024-05-01 10:00:09.000'"],["4","'cid'",null,"TIMESTAMP '2024-05-01 10:00:10.000'"],["5","'bob'","20.50","TIMESTAMP '2024-05-01 10:00:15.000'"],["6",null,"7.00","TIMESTAMP '2024-05-01 10:00:21.000'"],["7","'ann'","100.00","TIMESTAMP '2024-05-01 10:00:29.999'"],["8","'bob'","0.01","TIMESTAMP '2024-05-01 10:00:30.000'"],["9","'cid'","3.33","TIMESTAMP '2024-05-01 10:01:02.000'"],["10","'ann'","-4.00","TIMESTAMP '2024-05-01 10:01:05.000'"]]}
-- table: {"name":"clicks","columns":["usr STRING","url STRING","ts TIMESTAMP_LTZ(3)"],"watermark":"ts AS ts","rows":[["'ann'","'/a'","TO_TIMESTAMP_LTZ(1714557600000,3)"],["'bob'","'/b'","TO_TIMESTAMP_LTZ(1714557601000,3)"],["'ann'","'/a'","TO_TIMESTAMP_LTZ(1714557603000,3)"],["'ann'","'/c'","TO_TIMESTAMP_LTZ(1714557620000,3)"],["'bob'","'/b'","TO_TIMESTAMP_LTZ(1714557659999,3)"],["'dan'","'/a'","TO_TIMESTAMP_LTZ(1714557660000,3)"]]}
-- table: {"name":"rates","columns":["cur STRING NOT NULL","rate DECIMAL(10,4)","ts TIMESTAMP(3)"],"watermark":"ts AS ts","key":["cur"],"changelog":"upsert","rows":[["+I","'EUR'","1.1000","TIMESTAMP '2024-05-01 09:00:00.000'"],["+I","'GBP'","1.2500","TIMESTAMP '2024-05-01 09:00:00.000'"],["+U","'EUR'","1.2000","TIMESTAMP '2024-05-01 10:00:08.000'"],["+U","'EUR'","1.3000","TIMESTAMP '2024-05-01 10:01:00.000'"]]}
-- table: {"name":"payments","columns":["id INT","cur STRING","amount DECIMAL(10,2)","ts TIMESTAMP(3)"],"watermark":"ts AS ts","rows":[["1","'EUR'","10.00","TIMESTAMP '2024-05-01 09:30:00.000'"],["2","'EUR'","10.00","TIMESTAMP '2024-05-01 10:00:08.000'"],["3","'GBP'","4.00","TIMESTAMP '2024-05-01 10:00:20.000'"],["4","'USD'","1.00","TIMESTAMP '2024-05-01 10:00:30.000'"],["5","'EUR'","1.00","TIMESTAMP '2024-05-01 10:02:00.000'"]]}
-- table: {"name":"people","columns":["nick STRING NOT NULL","city STRING","age INT"],"key":["nick"],"changelog":"upsert","rows":[["+I","'ann'","'Oslo'","30"],["+I","'bob'","'Rome'","41"],["+U","'ann'","'Bern'","31"],["+I","'eve'",null,null]]}
-- table: {"name":"nested","columns":["id INT","tags ARRAY<STRING>","attrs MAP<STRING, INT>","r ROW<x INT, y STRING>"],"rows":[["1","ARRAY['a','b']","MAP['k',1]","ROW(1,'one')"],["2","ARRAY['c']","MAP['k',2,'m',3]","ROW(2,'two')"],["3",null,null,null]]}
-- table: {"name":"nums","columns":["k STRING","ti TINYINT","si SMALLINT","i INT","b BIGINT","f FLOAT","d DOUBLE","dec DECIMAL(10,2)","bo BOOLEAN"],"rows":[["'x'","1","10","100","1000","0.5","0.25","1.10","TRUE"],["'x'","2","20","200","2000","1.5","1.25","2.20","FALSE"],["'y'","127","32767","2147483647","9223372036854775807","2.5","2.25","99999999.99","TRUE"],["'y'","1","1","1","1","3.5","3.25","0.01",null],["'z'",null,null,null,null,null,null,null,null]]}
-- table: {"name":"empty_table","columns":["k STRING","i INT","dec DECIMAL(10,2)"],"rows":[]}
-- table: {"name":"words","columns":["w STRING","n INT"],"rows":[["'b'","1"],["'a'","2"],["'b'","3"],["'c'","2"],["'a'","2"]]}
-- name: sum per key of ti
-- mode: batch
SELECT k, SUM(ti) AS s, AVG(ti) AS a FROM nums GROUP BY k
-- name: avg changes of ti
-- mode: streaming
SELECT k, SUM(ti) AS s, AVG(ti) AS a FROM nums WHERE k <> 'y' GROUP BY k
-- name: aggregates of si
-- mode: batch
SELECT SUM(si) AS s, AVG(si) AS a, MIN(si) AS mn, MAX(si) AS mx, COUNT(si) AS c, STDDEV_POP(si) AS sp, STDDEV_SAMP(si) AS ss, VAR_POP(si) AS vp, VAR_SAMP(si) AS vs FROM nums WHERE k = 'x'
-- name: sum per key of si
-- mode: batch
SELECT k, SUM(si) AS s, AVG(si) AS a FROM nums GROUP BY k
-- name: aggregates of i
-- mode: batch
SELECT SUM(i) AS s, AVG(i) AS a, MIN(i) AS mn, MAX(i) AS mx, COUNT(i) AS c, STDDEV_POP(i) AS sp, STDDEV_SAMP(i) AS ss, VAR_POP(i) AS vp, VAR_SAMP(i) AS vs FROM nums WHERE k = 'x'
-- name: sum per key of i
-- mode: batch
SELECT k, SUM(i) AS s, AVG(i) AS a FROM nums GROUP BY k
-- name: avg changes of i
-- mode: streaming
SELECT k, SUM(i) AS s, AVG(i) AS a FROM nums WHERE k <> 'y' GROUP BY k
-- name: aggregates of b
-- mode: batch
SELECT SUM(b) AS s, AVG(b) AS a, MIN(b) AS mn, MAX(b) AS mx, COUNT(b) AS c, STDDEV_POP(b) AS sp, STDDEV_SAMP(b) AS ss, VAR_POP(b) AS vp, VAR_SAMP(b) AS vs FROM nums WHERE k = 'x'
-- name: avg changes of b
-- mode: streaming
SELECT k, SUM(b) AS s, AVG(b) AS a FROM nums WHERE k <> 'y' GROUP BY k
-- name: aggregates of f
-- mode: batch
SELECT SUM(f) AS s, AVG(f) AS a, MIN(f) AS mn, MAX(f) AS mx, COUNT(f) AS c, STDDEV_POP(f) AS sp, STDDEV_SAMP(f) AS ss, VAR_POP(f) AS vp, VAR_SAMP(f) AS vs FROM nums WHERE k = 'x'
-- name: sum per key of f
-- mode: batch
SELECT k, SUM(f) AS s, AVG(f) AS a FROM nums GROUP BY k
-- name: avg changes of f
-- mode: streaming
SELECT k, SUM(f) AS s, AVG(f) AS a FROM nums WHERE k <> 'y' GROUP BY k
-- name: aggregates of d
-- mode: batch
SELECT SUM(d) AS s, AVG(d) AS a, MIN(d) AS mn, MAX(d) AS mx, COUNT(d) AS c, STDDEV_POP(d) AS sp, STDDEV_SAMP(d) AS ss, VAR_POP(d) AS vp, VAR_SAMP(d) AS vs FROM nums WHERE k = 'x'
-- name: sum per key of d
-- mode: batch
SELECT k, SUM(d) AS s, AVG(d) AS a FROM nums GROUP BY k
-- name: aggregates of dec
-- mode: batch
SELECT SUM(dec) AS s, AVG(dec) AS a, MIN(dec) AS mn, MAX(dec) AS mx, COUNT(dec) AS c, STDDEV_POP(dec) AS sp, STDDEV_SAMP(dec) AS ss, VAR_POP(dec) AS vp, VAR_SAMP(dec) AS vs FROM nums WHERE k = 'x'
-- name: sum per key of dec
-- mode: batch
SELECT k, SUM(dec) AS s, AVG(dec) AS a FROM nums GROUP BY k
-- name: avg changes of dec
-- mode: streaming
SELECT k, SUM(dec) AS s, AVG(dec) AS a FROM nums WHERE k <> 'y' GROUP BY k
-- name: overflowing sums
-- mode: batch
SELECT SUM(ti) AS a, SUM(si) AS b, SUM(i) AS c, SUM(b) AS d FROM nums WHERE k = 'y'
-- name: aggregates of nothing
-- mode: batch streaming
SELECT COUNT(*) AS c, SUM(i) AS s, AVG(dec) AS a, MIN(k) AS m, COLLECT(k) AS co, LISTAGG(k) AS l, ARRAY_AGG(k) AS aa FROM empty_table
-- name: count distinct
-- mode: batch streaming
SELECT COUNT(DISTINCT customer) AS c, COUNT(DISTINCT amount) AS a, COUNT(*) AS n FROM orders
-- name: sum distinct
-- mode: batch streaming
SELECT SUM(DISTINCT amount) AS s FROM orders
-- name: filter clause
-- mode: batch streaming
SELECT customer, COUNT(*) FILTER (WHERE amount > 10) AS big, SUM(amount) FILTER (WHERE amount < 0) AS neg FROM orders GROUP BY customer
-- name: listagg
-- mode: batch
SELECT LISTAGG(customer) AS a, LISTAGG(customer, '; ') AS b FROM orders
-- name: listagg per key
-- mode: batch streaming
SELECT w, LISTAGG(CAST(n AS STRING), '|') AS l FROM words GROUP BY w
-- name: collect
-- mode: batch streaming
SELECT w, COLLECT(n) AS c FROM words GROUP BY w
-- name: collect of only nulls
-- mode: batch
SELECT COLLECT(dec) AS c FROM nums WHERE k = 'z'
-- name: array_agg
-- mode: batch streaming
SELECT w, ARRAY_AGG(n) AS c FROM words GROUP BY w
-- name: first and last value
-- mode: batch streaming
SELECT w, FIRST_VALUE(n) AS f, LAST_VALUE(n) AS l FROM words GROUP BY w
-- name: json_objectagg
-- mode: batch
SELECT JSON_OBJECTAGG(KEY nick VALUE age) AS j FROM people
-- name: json_arrayagg
-- mode: batch
SELECT JSON_ARRAYAGG(age) AS j FROM people WHERE nick = 'bob'
-- name: group by expression
-- mode: batch streaming
SELECT CHAR_LENGTH(w) AS l, SUM(n) AS s FROM words GROUP BY CHAR_LENGTH(w)
-- name: global aggregate
-- mode: batch streaming
SELECT COUNT(*) AS c, SUM(amount) AS s FROM orders
-- name: group by without select key
-- mode: batch streaming
SELECT COUNT(*) AS c FROM words GROUP BY w
-- name: two keys
-- mode: batch streaming
SELECT w, n, COUNT(*) AS c FROM words GROUP BY w, n
-- name: distinct
-- mode: batch streaming
SELECT DISTINCT w FROM words
-- name: distinct two columns
-- mode: batch streaming
SELECT DISTINCT w, n FROM words
-- name: grouping sets
-- mode: batch
SELECT w, n, COUNT(*) AS c, GROUPING(w) AS g, GROUPING_ID(w, n) AS gi FROM words GROUP BY GROUPING SETS ((w), (n), ())
-- name: rollup
-- mode: batch
SELECT w, n, COUNT(*) AS c FROM words GROUP BY ROLLUP (w, n)
-- name: cube
-- mode: batch
SELECT w, n, COUNT(*) AS c FROM words GROUP BY CUBE (w, n)
-- name: max of changing table
-- mode: batch streaming
SELECT MAX(age) AS m, COUNT(*) AS c FROM people
-- name: people per city
-- mode: batch streaming
SELECT city, COUNT(*) AS c FROM people GROUP BY city
-- name: upsert table itself
-- mode: batch streaming
SELECT * FROM people
-- name: upsert table filtered
-- mode: batch streaming
SELECT nick, age FROM people WHERE age > 30
-- name: upsert table projected
-- mode: batch streaming
SELECT city FROM people
-- name: append table
-- mode: batch streaming
SELECT id, customer FROM orders WHERE amount > 6
-- name: null filter
-- mode: batch
SELECT id FROM orders WHERE amount <> 20.50 OR amount IS NULL
-- name: star and expression
-- mode: batch
SELECT *, amount * 2 AS twice FROM orders WHERE id < 3
-- name: values unnamed
-- mode: batch
VALUES (1, 'a'), (2, 'bcd')
-- name: alias of one-column values
-- mode: batch
SELECT v FROM (VALUES (1), (2)) AS t (v)
-- name: values of mixed types
-- mode: batch
SELECT * FROM (VALUES (1, 1.5), (2.25, 3)) AS t (a, b)
-- name: values with null
-- mode: batch
SELECT * FROM (VALUES (1, CAST(NULL AS STRING)), (2, 'b')) AS t (a, b)
-- name: row fields
-- mode: batch
SELECT id, r.x, r.y FROM nested
-- name: row field in filter
-- mode: batch
SELECT id FROM nested AS t WHERE t.r.x > 1
-- name: array and map access
-- mode: batch
SELECT id, tags[1] AS t1, attrs['k'] AS k, CARDINALITY(tags) AS c FROM nested
-- name: whole containers
-- mode: batch
SELECT tags, attrs, r FROM nested
-- name: order by nulls
-- mode: batch
SELECT id, amount FROM orders ORDER BY amount, id
-- name: order by desc
-- mode: batch
SELECT id, amount FROM orders ORDER BY amount DESC, id
-- name: order by nulls first
-- mode: batch
SELECT id, amount FROM orders ORDER BY amount DESC NULLS FIRST, id LIMIT 3
-- name: fetch first
-- mode: batch
SELECT id FROM orders ORDER BY id FETCH FIRST 2 ROWS ONLY
-- name: order by alias and position
-- mode: batch
SELECT w AS x, n FROM words ORDER BY x, 2
-- name: scalar subquery
-- mode: batch
SELECT id, (SELECT MAX(amount) FROM orders) AS m FROM orders WHERE id < 3
-- name: in subquery
-- mode: batch
SELECT id FROM orders WHERE customer IN (SELECT nick FROM people)
-- name: exists
-- mode: batch
SELECT nick FROM people AS p WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer = p.nick)
-- name: not exists
-- mode: batch
SELECT nick FROM people AS p WHERE NOT EXISTS (SELECT 1 FROM orders AS o WHERE o.customer = p.nick)
-- name: intersect
-- mode: batch
SELECT n FROM words INTERSECT SELECT id FROM orders
-- name: intersect all
-- mode: batch
SELECT n FROM words INTERSECT ALL SELECT n FROM words WHERE w <> 'c'
-- name: except all
-- mode: batch
SELECT n FROM words EXCEPT ALL SELECT n FROM words WHERE w = 'c'
-- name: union of types
-- mode: batch
SELECT i AS v FROM nums UNION ALL SELECT b FROM nums UNION ALL SELECT dec FROM nums
-- name: case over rows
-- mode: batch
SELECT id, CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN 'none' ELSE 'small' END AS size FROM orders
-- name: inner join
-- mode: batch
SELECT o.id, p.city FROM orders AS o JOIN people AS p ON o.customer = p.nick
-- name: full join
-- mode: batch
SELECT o.id, p.nick FROM orders AS o FULL OUTER JOIN people AS p ON o.customer = p.nick
-- name: cross join
-- mode: batch
SELECT a.w, b.n FROM words AS a CROSS JOIN (VALUES (1), (2)) AS b (n)
-- name: join using
-- mode: batch
SELECT * FROM words JOIN (VALUES ('a', TRUE)) AS t (w, flag) USING (w)
-- name: self join
-- mode: batch
SELECT a.id AS x, b.id AS y FROM orders AS a JOIN orders AS b ON a.customer = b.customer AND a.id < b.id
-- name: join on inequality
-- mode: batch
SELECT a.id, b.nick FROM orders AS a JOIN people AS b ON a.id > b.age - 30 WHERE a.id < 4
-- name: unnest
-- mode: batch streaming
SELECT id, t FROM nested CROSS JOIN UNNEST(tags) AS u (t)
-- name: unnest with ordinality
-- mode: batch
SELECT id, t, o FROM nested CROSS JOIN UNNEST(tags) WITH ORDINALITY AS u (t, o)
-- name: unnest map
-- mode: batch
SELECT id, k, v FROM nested CROSS JOIN UNNEST(attrs) AS u (k, v)
-- name: unnest rows
-- mode: batch
SELECT x, y FROM (VALUES (1)) AS t (one) CROSS JOIN UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) AS u (x, y)
-- name: interval join
-- mode: batch
SELECT o.id, c.url FROM orders AS o JOIN clicks AS c ON o.customer = c.usr AND CAST(c.ts AS TIMESTAMP(3)) BETWEEN o.ts - INTERVAL '10' SECOND AND o.ts
-- name: temporal join
-- mode: streaming
SELECT p.id, p.amount * r.rate AS usd FROM payments AS p JOIN rates FOR SYSTEM_TIME AS OF p.ts AS r ON p.cur = r.cur
-- name: temporal left join
-- mode: streaming
SELECT p.id, r.rate FROM payments AS p LEFT JOIN rates FOR SYSTEM_TIME AS OF p.ts AS r ON p.cur = r.cur
-- name: TUMBLE INTERVAL '10' SECOND
-- mode: batch
SELECT window_start, window_end, COUNT(*) AS c, SUM(amount) AS s FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end
-- name: TUMBLE INTERVAL '10' SECOND rows
-- mode: batch streaming
SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND))
-- name: CUMULATE INTERVAL '10' SECOND, INTERVAL '30' SECOND
-- mode: batch
SELECT window_start, window_end, COUNT(*) AS c, SUM(amount) AS s FROM TABLE(CUMULATE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end
-- name: CUMULATE INTERVAL '10' SECOND, INTERVAL '30' SECOND rows
-- mode: batch streaming
SELECT * FROM TABLE(CUMULATE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND))
-- name: TUMBLE INTERVAL '10' SECOND, INTERVAL '3' SECOND
-- mode: batch
SELECT window_start, window_end, COUNT(*) AS c, SUM(amount) AS s FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '3' SECOND)) GROUP BY window_start, window_end
-- name: TUMBLE INTERVAL '10' SECOND, INTERVAL '3' SECOND rows
-- mode: batch streaming
SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '3' SECOND))
-- name: TUMBLE named arguments
-- mode: batch
SELECT window_start, COUNT(*) AS c FROM TABLE(TUMBLE(DATA => TABLE orders, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '1' MINUTE)) GROUP BY window_start, window_end
-- name: SESSION
-- mode: streaming
SELECT usr, window_start, window_end, COUNT(*) AS c FROM TABLE(SESSION(TABLE clicks PARTITION BY usr, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY usr, window_start, window_end
-- name: window grouping sets
-- mode: batch
SELECT customer, window_start, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, GROUPING SETS ((customer), ())
-- name: window of window
-- mode: streaming
SELECT window_start, SUM(c) AS s FROM TABLE(TUMBLE((SELECT window_time AS rt, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time), DESCRIPTOR(rt), INTERVAL '30' SECOND)) GROUP BY window_start, window_end
-- name: window distinct
-- mode: batch
SELECT window_start, COUNT(DISTINCT customer) AS c FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end
-- name: over ROW_NUMBER()
-- mode: batch
SELECT id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over RANK()
-- mode: batch
SELECT id, RANK() OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over DENSE_RANK()
-- mode: batch
SELECT id, DENSE_RANK() OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over PERCENT_RANK()
-- mode: batch
SELECT id, PERCENT_RANK() OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over CUME_DIST()
-- mode: batch
SELECT id, CUME_DIST() OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over LAG(id)
-- mode: batch
SELECT id, LAG(id) OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over LAG(id, 2, -1)
-- mode: batch
SELECT id, LAG(id, 2, -1) OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over LEAD(id)
-- mode: batch
SELECT id, LEAD(id) OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over FIRST_VALUE(id)
-- mode: batch
SELECT id, FIRST_VALUE(id) OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over COUNT(*)
-- mode: batch
SELECT id, COUNT(*) OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over AVG(amount)
-- mode: batch
SELECT id, AVG(amount) OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over MIN(amount)
-- mode: batch
SELECT id, MIN(amount) OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over rows
-- mode: batch streaming
SELECT id, SUM(amount) OVER (PARTITION BY customer ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM orders
-- name: over range
-- mode: batch streaming
SELECT id, COUNT(*) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '10' SECOND PRECEDING AND CURRENT ROW) AS s FROM orders
-- name: over named window
-- mode: batch streaming
SELECT id, SUM(amount) OVER w AS s, COUNT(*) OVER w AS c FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts)
-- name: over rank ties
-- mode: batch
SELECT w, n, RANK() OVER (ORDER BY n) AS r, DENSE_RANK() OVER (ORDER BY n) AS d FROM words
-- name: top n
-- mode: batch
SELECT w, n FROM (SELECT w, n, ROW_NUMBER() OVER (PARTITION BY w ORDER BY n DESC) AS rn FROM words) WHERE rn = 1
-- name: top 2 without rank
-- mode: batch streaming
SELECT customer, id FROM (SELECT customer, id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY id DESC) AS rn FROM orders) WHERE rn <= 2
-- name: global top 2
-- mode: batch streaming
SELECT id, amount FROM (SELECT id, amount, ROW_NUMBER() OVER (ORDER BY amount DESC) AS rn FROM orders WHERE amount IS NOT NULL) WHERE rn <= 2
-- name: keep first
-- mode: batch streaming
SELECT customer, id FROM (SELECT customer, id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts ASC) AS rn FROM orders) WHERE rn = 1
-- name: keep last
-- mode: batch streaming
SELECT customer, id FROM (SELECT customer, id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts DESC) AS rn FROM orders) WHERE rn = 1
-- name: order by limit streaming
-- mode: streaming
SELECT id, amount FROM orders ORDER BY amount DESC LIMIT 2
-- name: limit streaming
-- mode: streaming
SELECT id FROM orders LIMIT 3
-- name: left join of changing streams
-- mode: streaming
SELECT o.id, p.city FROM orders AS o LEFT JOIN people AS p ON o.customer = p.nick
-- name: union streaming
-- mode: streaming
SELECT w FROM words UNION SELECT w FROM words
-- name: count of distinct changes
-- mode: streaming
SELECT COUNT(DISTINCT city) AS c FROM people
-- name: sum of upserts
-- mode: streaming
SELECT SUM(age) AS s FROM people
-- name: semi join streaming
-- mode: streaming
SELECT id FROM orders WHERE customer IN (SELECT nick FROM people)
-- name: anti join streaming
-- mode: streaming
SELECT id FROM orders AS o WHERE NOT EXISTS (SELECT 1 FROM people AS p WHERE p.nick = o.customer)
-- name: refused: unknown column
-- mode: batch
SELECT nope FROM words
-- name: refused: unknown table
-- mode: batch
SELECT * FROM no_such_table
-- name: refused: unknown function
-- mode: batch
SELECT NO_SUCH(1)
-- name: refused: wrong argument type
-- mode: batch
SELECT UPPER(1)
-- name: refused: aggregate in where
-- mode: batch
SELECT w FROM words WHERE COUNT(*) > 1
-- name: refused: ambiguous column
-- mode: batch
SELECT w FROM words AS a, words AS b
-- name: refused: union of widths
-- mode: batch
SELECT w FROM words UNION ALL SELECT w, n FROM words
-- name: refused: in with two columns
-- mode: batch
SELECT w FROM words WHERE n IN (SELECT w, n FROM words)
-- name: refused: duplicate columns
-- mode: batch
SELECT w, w FROM words
-- name: refused: window on a non-time column
-- mode: batch
SELECT window_start, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE words, DESCRIPTOR(n), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end
-- name: refused: nested aggregate call
-- mode: batch
SELECT SUM(COUNT(*)) FROM words
-- name: refused: bad cast
-- mode: batch
SELECT CAST('x' AS INT) AS x FROM words
-- name: refused: division by zero
-- mode: batch
SELECT n / 0 AS x FROM words
-- name: refused: keyword as column
-- mode: batch
SELECT value FROM words
-- name: refused: semicolon inside
-- mode: batch
SELECT 1; SELECT 2
-- name: refused: unclosed string
-- mode: batch
SELECT 'abc
-- name: refused: trailing comma
-- mode: batch
SELECT w, FROM words
-- name: streaming order by without limit
-- mode: streaming
SELECT id FROM orders ORDER BY id
-- name: aggregates of ti
-- mode: batch
SELECT SUM(ti) AS s, AVG(ti) AS a, MIN(ti) AS mn, MAX(ti) AS mx, COUNT(ti) AS c, STDDEV_POP(ti) AS sp, STDDEV_SAMP(ti) AS ss, VAR_POP(ti) AS vp, VAR_SAMP(ti) AS vs FROM nums WHERE k = 'x'
-- name: ti y
-- mode: batch
SELECT AVG(ti) AS a, STDDEV_POP(ti) AS sp, VAR_POP(ti) AS vp, VAR_SAMP(ti) AS vs FROM nums WHERE k = 'y'
-- name: b y
-- mode: batch
SELECT SUM(b) AS s, AVG(b) AS a, STDDEV_POP(b) AS sp, VAR_SAMP(b) AS vs FROM nums WHERE k = 'y'
-- name: per key b
-- mode: batch
SELECT k, SUM(b) AS s, AVG(b) AS a FROM nums GROUP BY k
-- name: si changes
-- mode: streaming
SELECT k, SUM(si) AS s, AVG(si) AS a FROM nums WHERE k <> 'y' GROUP BY k
-- name: d changes
-- mode: streaming
SELECT k, SUM(d) AS s, AVG(d) AS a FROM nums WHERE k <> 'y' GROUP BY k
-- name: dec
-- mode: batch
SELECT SUM(`dec`) AS s, AVG(`dec`) AS a, MIN(`dec`) AS mn, COUNT(`dec`) AS c, STDDEV_POP(`dec`) AS sp, STDDEV_SAMP(`dec`) AS ss, VAR_POP(`dec`) AS vp, VAR_SAMP(`dec`) AS vs FROM nums WHERE k = 'x'
-- name: dec y
-- mode: batch
SELECT k, SUM(`dec`) AS s, AVG(`dec`) AS a FROM nums GROUP BY k
-- name: amount
-- mode: batch
SELECT AVG(amount) AS a, STDDEV_POP(amount) AS sp, VAR_SAMP(amount) AS vs FROM orders
-- name: doubles
-- mode: batch
SELECT STDDEV_POP(d) AS sp, STDDEV_SAMP(d) AS ss, VAR_POP(d) AS vp, AVG(f) AS af, STDDEV_POP(f) AS sf, SUM(f) AS s FROM nums
-- name: of nothing
-- mode: batch streaming
SELECT COUNT(*) AS c, SUM(i) AS s, MIN(k) AS m, LISTAGG(k) AS l FROM empty_table
-- name: collect nulls
-- mode: batch
SELECT COLLECT(i) AS c FROM nums WHERE k = 'z'
-- name: hop agg
-- mode: batch
SELECT window_start, window_end, COUNT(*) AS c, SUM(amount) AS s FROM TABLE(HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end
-- name: hop rows
-- mode: batch streaming
SELECT * FROM TABLE(HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND))
-- name: hop offset
-- mode: batch
SELECT window_start, window_end, COUNT(*) AS c FROM TABLE(HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND, INTERVAL '3' SECOND)) GROUP BY window_start, window_end
-- name: tumble ltz
-- mode: batch
SELECT usr, window_start, window_end, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY usr, window_start, window_end
-- name: window time
-- mode: batch
SELECT window_start, window_time, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, window_time
-- name: window of window
-- mode: batch
SELECT window_start, window_end, SUM(c) AS s FROM TABLE(TUMBLE((SELECT window_time AS wt, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time), DESCRIPTOR(wt), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end
-- name: window topn
-- mode: batch
SELECT * FROM (SELECT window_start, window_end, customer, SUM(amount) AS s, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY SUM(amount) DESC) AS rn FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, customer) WHERE rn <= 1
-- name: having
-- mode: batch streaming
SELECT w, COUNT(*) AS c FROM words GROUP BY w HAVING COUNT(*) > 1
-- name: min max
-- mode: streaming
SELECT k, MIN(i) AS mn, MAX(i) AS mx FROM nums GROUP BY k
-- name: left join
-- mode: batch streaming
SELECT o.id, p.city FROM orders AS o LEFT JOIN people AS p ON o.customer = p.nick
-- name: right join
-- mode: batch
SELECT o.id, p.nick FROM orders AS o RIGHT JOIN people AS p ON o.customer = p.nick
-- name: inner stream
-- mode: streaming
SELECT o.id, p.city FROM orders AS o JOIN people AS p ON o.customer = p.nick
-- name: union
-- mode: batch
SELECT w FROM words UNION SELECT customer FROM orders
-- name: union all
-- mode: batch streaming
SELECT w FROM words UNION ALL SELECT w FROM words WHERE n = 2
-- name: except
-- mode: batch
SELECT n FROM words EXCEPT SELECT id FROM orders WHERE id > 2
-- name: flatten
-- mode: batch
SELECT id, t.r.* FROM nested AS t
-- name: flatten2
-- mode: batch
SELECT id, r FROM nested
-- name: multi
-- mode: batch
SELECT w, COUNT(*) AS c, COUNT(DISTINCT n) AS d, SUM(n) FILTER (WHERE n > 1) AS s, MAX(n) AS m FROM words GROUP BY w
-- name: ntile
-- mode: batch
SELECT id, NTILE(3) OVER (ORDER BY id) AS v FROM orders
-- name: last value over
-- mode: batch
SELECT id, LAST_VALUE(id) OVER (PARTITION BY customer ORDER BY ts) AS v, SUM(amount) OVER (PARTITION BY customer ORDER BY ts) AS s, MAX(amount) OVER (PARTITION BY customer ORDER BY ts) AS m FROM orders
-- name: lead over
-- mode: batch
SELECT id, LEAD(id, 1, 0) OVER (PARTITION BY customer ORDER BY ts) AS v FROM orders
-- name: over range
-- mode: batch streaming
SELECT id, SUM(amount) OVER (PARTITION BY customer ORDER BY ts RANGE BETWEEN INTERVAL '10' SECOND PRECEDING AND CURRENT ROW) AS s FROM orders
-- name: over rows
-- mode: streaming
SELECT id, COUNT(*) OVER (ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS c FROM orders
-- name: over avg
-- mode: streaming
SELECT id, AVG(amount) OVER (PARTITION BY customer ORDER BY ts) AS a FROM orders
-- name: cte
-- mode: batch
WITH t AS (SELECT w, SUM(n) AS s FROM words GROUP BY w) SELECT a.w, b.s FROM t AS a JOIN t AS b ON a.w = b.w
-- name: not in
-- mode: batch
SELECT id FROM orders WHERE customer NOT IN (SELECT nick FROM people)
-- name: scalar agg
-- mode: batch
SELECT w, (SELECT COUNT(*) FROM orders AS o WHERE o.id = words.n) AS c FROM words
-- name: offset
-- mode: batch
SELECT id FROM orders ORDER BY id LIMIT 2 OFFSET 3
-- name: order limit
-- mode: streaming
SELECT w, n FROM words ORDER BY n, w LIMIT 2
-- name: top1
-- mode: streaming
SELECT w, n FROM (SELECT w, n, ROW_NUMBER() OVER (PARTITION BY w ORDER BY n DESC) AS rn FROM words) WHERE rn = 1
-- name: topn rank
-- mode: batch streaming
SELECT w, n, rn FROM (SELECT w, n, ROW_NUMBER() OVER (PARTITION BY w ORDER BY n DESC) AS rn FROM words) WHERE rn <= 2
-- name: rank topn
-- mode: batch
SELECT w, n FROM (SELECT w, n, RANK() OVER (ORDER BY n DESC) AS rn FROM words) WHERE rn <= 2
-- name: dedup first
-- mode: streaming
SELECT w, n FROM (SELECT w, n, ROW_NUMBER() OVER (PARTITION BY w ORDER BY n ASC) AS rn FROM words) WHERE rn = 1
-- name: distinct agg
-- mode: streaming
SELECT w, COUNT(DISTINCT n) AS c, SUM(DISTINCT n) AS s FROM words GROUP BY w
-- name: nested agg
-- mode: batch streaming
SELECT c, COUNT(*) AS d FROM (SELECT w, COUNT(*) AS c FROM words GROUP BY w) GROUP BY c
-- name: sum of groups
-- mode: streaming
SELECT SUM(s) AS t FROM (SELECT w, SUM(n) AS s FROM words GROUP BY w)
-- name: people agg
-- mode: streaming
SELECT city, MAX(age) AS m FROM people GROUP BY city
-- name: people distinct
-- mode: streaming
SELECT DISTINCT city FROM people
-- name: people where
-- mode: streaming
SELECT nick, age FROM people WHERE age < 31
-- name: people expr
-- mode: streaming
SELECT UPPER(nick) AS n, age + 1 AS a FROM people
-- name: people count
-- mode: streaming
SELECT COUNT(*) AS c FROM people WHERE age > 30
-- name: values
-- mode: batch
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t
-- name: values sum
-- mode: batch
SELECT SUM(v) AS s FROM (VALUES (1), (2), (CAST(NULL AS INT))) AS t (v)
-- name: unnest alias
-- mode: batch
SELECT t FROM (VALUES (1)) AS x (one) CROSS JOIN UNNEST(ARRAY[1, 2]) AS u (t)
-- name: unnest left
-- mode: batch
SELECT id, t FROM nested LEFT JOIN UNNEST(tags) AS u (t) ON TRUE
-- name: unnest rows ord
-- mode: batch
SELECT a, b, o FROM (VALUES (1)) AS t (one) CROSS JOIN UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) WITH ORDINALITY AS u (a, b, o)
-- name: three
-- mode: batch
SELECT w, w, n, n FROM words
-- name: star twice
-- mode: batch
SELECT *, w FROM words
-- name: group by alias
-- mode: batch
SELECT CASE WHEN n > 1 THEN 'many' ELSE 'one' END AS size, COUNT(*) AS c FROM words GROUP BY CASE WHEN n > 1 THEN 'many' ELSE 'one' END
-- name: array agg order
-- mode: batch
SELECT LISTAGG(w, '-') AS l, ARRAY_AGG(n) AS a FROM words
-- name: listagg filter
-- mode: streaming
SELECT LISTAGG(w) FILTER (WHERE n > 1) AS l FROM words
-- name: first last stream
-- mode: streaming
SELECT FIRST_VALUE(w) AS f, LAST_VALUE(w) AS l FROM words
-- name: json agg
-- mode: batch
SELECT w, JSON_ARRAYAGG(n) AS j FROM words GROUP BY w
-- name: percentile
-- mode: batch
SELECT PERCENTILE(n, 0.5) AS p, PERCENTILE(n, ARRAY[0.0, 0.25, 1.0]) AS ps FROM words
-- name: grouping sets
-- mode: streaming
SELECT w, COUNT(*) AS c FROM words GROUP BY GROUPING SETS ((w), ())
-- name: distinct two
-- mode: streaming
SELECT DISTINCT n FROM words
-- name: limit stream offset
-- mode: streaming
SELECT id FROM orders LIMIT 2 OFFSET 1
-- name: semi
-- mode: streaming
SELECT nick FROM people AS p WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer = p.nick)
