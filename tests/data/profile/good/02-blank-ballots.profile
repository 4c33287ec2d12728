Ann_ A.,Bob_ B.,Cem_ C.
X,Y,X
-+-+-+-+-
() : 4
(Bob_ B.) : 1
