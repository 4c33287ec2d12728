Ann,,Bob
X,Y,Z
-+-
(Ann) : 1
