{{ config(materialized='streaming_table', with={'changelog.mode': 'append'}) }}
SELECT id, city, amount FROM {{ ref('orders') }}
