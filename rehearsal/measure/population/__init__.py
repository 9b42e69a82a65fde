"""A simulated population and its mis-links: the proving ground's generator. Built before the rules that it tries, and blind to them."""
