Ann_ A.,Bob_ B.,Cem_ C.
X,Y,X
-+-+-+-+-
(Bob_ B.) : 2
(Ann_ A.) : 0
