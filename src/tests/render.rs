//! Whole outputs of the renderers, from reports that are made by hand.
