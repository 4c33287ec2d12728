Ann_ A.,Bob_ B.,Cem_ C.
X,Y,X
-+-+-+-+-
(Ann_ A.) : 1000000000000
(Bob_ B.) : 1
