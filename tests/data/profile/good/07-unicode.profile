Zoë,Søren,蘇
A,B,C
-+-
(蘇,Zoë) : 2
