select * fron x
