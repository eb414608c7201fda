package superpose.data.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import superpose.data.BadInputException;

/**
 * Reads comma-separated values: quoted fields, doubled quotes, line ends of both kinds, a byte order mark; strict UTF-8.
 *
 * <p>Source: RFC 4180. Refused are quotes inside an unquoted field, text after a closing quote, and a lone carriage return.
 */
final class CsvParser implements AutoCloseable {

    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int MOST_COLUMNS = 1000;
    private static final int LONGEST_FIELD = 1_000_000;

    private final FileBytes source;
    private final BufferedReader reader;
    private long line = 1;

    /** The next character, or {@link #END}. */
    private int ahead;

    CsvParser(FileBytes source) {
        this.source = source;
        this.reader = new BufferedReader(new InputStreamReader(source.stream(), StandardCharsets.UTF_8.newDecoder()));
        read();
        if (peek() == BYTE_ORDER_MARK) {
            read();
        }
    }

    /** Returns the line at which the next record starts, counted from 1. */
    long line() {
        return line;
    }

    boolean hasNext() {
        return peek() != END;
    }

    /** Returns the fields of the next record; an empty line is one empty field. */
    List<String> next() {
        List<String> fields = new ArrayList<>();
        boolean more = true;
        while (more) {
            if (fields.size() == MOST_COLUMNS) {
                throw malformed("at most " + MOST_COLUMNS + " columns", "more");
            }
            fields.add(peek() == '"' ? quoted() : plain());
            more = peek() == ',';
            if (more) {
                read();
            }
        }
        endOfLine();
        return fields;
    }

    private String plain() {
        StringBuilder field = new StringBuilder();
        for (int c = peek(); c != ',' && c != '\n' && c != '\r' && c != END; c = peek()) {
            if (c == '"') {
                throw malformed("quotes around a whole field", "a quote inside one");
            }
            append(field, read());
        }
        return field.toString();
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        read();
        while (true) {
            int c = read();
            if (c == END) {
                throw malformed("a closing quote", "the end of the file");
            }
            if (c == '"') {
                if (peek() != '"') {
                    return field.toString();
                }
                read();
            }
            line += c == '\n' ? 1 : 0;
            append(field, c);
        }
    }

    private void append(StringBuilder field, int c) {
        if (field.length() == LONGEST_FIELD) {
            throw malformed("fields of at most " + LONGEST_FIELD + " characters", "a longer one");
        }
        field.append((char) c);
    }

    private void endOfLine() {
        int c = read();
        if (c == '\r') {
            c = read();
            if (c != '\n') {
                throw malformed("lines that end with LF or CR LF", "a lone CR");
            }
        }
        if (c != '\n' && c != END) {
            throw malformed("a comma or the end of the line after a quoted field", "other text");
        }
        line++;
    }

    private int peek() {
        return ahead;
    }

    private int read() {
        try {
            int c = ahead;
            ahead = reader.read();
            return c;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private BadInputException unreadable(IOException e) {
        return e instanceof CharacterCodingException
                ? malformed("text in UTF-8", "other bytes")
                : malformed("a file that can be read", e.toString());
    }

    private BadInputException malformed(String expected, String came) {
        return source.bad(expected, came + " at line " + line, "write the table as CSV in UTF-8");
    }
}
