select {{ helper.five() }} as five, {{ var('shade') }} as shade
