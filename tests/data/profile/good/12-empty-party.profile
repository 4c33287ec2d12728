Ann,Bob
,X
-+-
(Bob) : 1
