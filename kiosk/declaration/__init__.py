"""被保険者資格申立書: what a patient declares when nothing confirms the qualification, and its sheet of paper."""
