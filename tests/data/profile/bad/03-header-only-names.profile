Ann,Bob
