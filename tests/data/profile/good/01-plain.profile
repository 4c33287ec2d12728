Ann_ A.,Bob_ B.,Cem_ C.
X,Y,X
-+-+-+-+-
(Ann_ A.,Bob_ B.,Cem_ C.) : 12
(Cem_ C.) : 3
