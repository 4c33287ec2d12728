Ann,Bob,Ann
X,Y,Z
-+-
(Ann) : 1
