Ann
X
---
(Ann) : 7
