package superpose.reports.pages;

/** A part of a section. */
public sealed interface Block permits Prose, ChartBlock, DataTable, ClaimBoard, PageLink, FeaturePanel {}
