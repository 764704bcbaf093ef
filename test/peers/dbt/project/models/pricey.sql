{{ config(materialized='view') }}
SELECT id, city, amount FROM {{ ref('orders') }} WHERE amount > 6
