SELECT id FROM {{ ref('orders') }} WHERE amount < 0
