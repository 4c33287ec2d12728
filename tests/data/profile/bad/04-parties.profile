Ann,Bob
X
-+-
(Ann) : 1
