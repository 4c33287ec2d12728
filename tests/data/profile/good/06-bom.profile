Ann_ A.,Bob_ B.,Cem_ C.
X,Y,X
-+-+-+-+-
(Ann_ A.) : 5
