"""The whole house played: stage, acting, demo, scripted visits, the exercise. `measure` is not shipped."""
