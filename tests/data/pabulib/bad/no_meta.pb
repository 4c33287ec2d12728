key;value
description;Playgrounds of Elbonia
country;Elbonia
unit;Mudville
instance;2026
num_projects;3
num_votes;4
