"""What screen readers get beyond Qt's own, and the way from region to region."""
