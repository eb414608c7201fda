package superpose.reports.pages;

/** What a {@link FeaturePanel} holds. */
public sealed interface PanelPart
        permits TokenExamples, ImageExamples, HistogramFigure, TokenEffects, PanelTable, PanelNote {}
