META
key;value
description;Playgrounds of Elbonia
country;Elbonia
unit;Mudville
instance;2026
num_projects;3
num_votes;4
budget;1000
vote_type;approval
rule;greedy
date_begin;01.03.2026
date_end;15.03.2026
PROJECTS
project_id;cost;name
1;400;Swings
2;500;Slide
3;900;Climbing tower
VOTES
voter_id;vote
a;1,2
b;3
c;1
d;
