"""オンライン資格確認: the message and its codes, the grounds to ask, and the national service over HTTPS."""
