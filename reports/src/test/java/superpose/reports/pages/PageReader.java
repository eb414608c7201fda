package superpose.reports.pages;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads a page with a strict XML parser, after taking the insides of scripts and styles out. */
final class PageReader {

    private PageReader() {}

    static Document read(String html) {
        String xml = withoutScripts(html).replace("<!DOCTYPE html>", "");
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("the page is not well formed: " + e.getMessage(), e);
        }
    }

    /** Ends each script where a browser would end it: at the first closing tag. */
    static String withoutScripts(String html) {
        return html.replaceAll("(?s)(<script[^>]*>).*?</script>", "$1</script>")
                .replaceAll("(?s)(<style>).*?</style>", "$1</style>");
    }

    static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }

    static List<String> scriptsOfType(String html, String type) {
        List<String> scripts = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile("(?s)<script type=\"" + type + "\"[^>]*>(.*?)</script>")
                .matcher(html);
        while (matcher.find()) {
            scripts.add(matcher.group(1));
        }
        return scripts;
    }
}
