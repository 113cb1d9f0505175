select e.*, s.id from {{ source('raw', 'events') }} e left join {{ source('main_raw', 'dup') }} s on s.id = e.event_id
