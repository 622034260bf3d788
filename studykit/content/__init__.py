"""What a guide says: from YAML files to courses, guides and questions."""
