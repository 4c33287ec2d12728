Ann,Bob
X,Y
(Ann) : 1
