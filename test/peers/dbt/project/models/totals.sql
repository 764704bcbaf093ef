{{ config(materialized='table') }}
SELECT city, COUNT(*) AS orders, SUM(amount) AS total FROM {{ ref('orders') }} GROUP BY city
