"""Controls and pages of controls that several rooms use."""
