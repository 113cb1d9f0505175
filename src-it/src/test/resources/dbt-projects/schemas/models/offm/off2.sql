select {{ nonsense() }}
