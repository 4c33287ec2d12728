Ann,Zoë
X,Y
-+-
(Ann) : 1
