package superpose.reports.pages;

import java.util.List;

/** Words that would break out of a page, a script, a template or a plot if they were not escaped. */
final class HostileText {

    static final List<String> ALL = List.of(
            "</script><script>alert(1)</script>",
            "<!-- <script>",
            "\"onmouseover=\"alert(1)",
            "'; alert(1); //",
            "back\\slash \\' and \\u003c/script>",
            "<a href=\"http://evil.example\">click</a>",
            "%{x} {{name}} ${y} @series-0",
            "line\nbreak\ttab\u0000null\u2028separator",
            "text:0",
            "]]> &amp; &lt;b&gt;",
            "..\\..\\etc/passwd 'quoted'",
            "emoji \uD83D\uDE00 lone \uD83D end");

    private HostileText() {}
}
