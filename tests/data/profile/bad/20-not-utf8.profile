Ann,José
X,Y
-+-
(Ann) : 1
