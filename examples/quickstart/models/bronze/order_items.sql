select items.order_id, items.sku, products.category, items.quantity, {{ money('products.price') }} as unit_price
from {{ ref('raw_order_items') }} as items
join {{ ref('raw_products') }} as products using (sku)
