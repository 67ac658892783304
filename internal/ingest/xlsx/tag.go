package xlsx

import "bytes"

func (s *scanner) closeTag(b []byte) (token, error) {
	end := bytes.IndexByte(b, '>')
	if end < 0 {
		return 0, errShort
	}
	name := b[2:end]
	for len(name) > 0 && isXMLSpace(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	if len(s.marks) == 0 {
		return 0, malformed("</%.40s> closes nothing", name)
	}
	top := s.marks[len(s.marks)-1]
	if open := s.open[top.name:]; !bytes.Equal(open, name) {
		return 0, malformed("</%.40s> closes <%.40s>", name, open)
	}
	s.at += end + 1
	s.name = name[top.local:]
	s.pop()
	return closing, nil
}

func (s *scanner) pop() {
	last := len(s.marks) - 1
	s.open, s.marks = s.open[:s.marks[last].name], s.marks[:last]
}

func (s *scanner) openTag(b []byte) (token, error) {
	local, n, err := scanName(b, 1)
	if err != nil {
		return 0, err
	}
	if s.rooted && len(s.marks) == 0 {
		return 0, malformed("<%.40s> follows the root", b[1:n])
	}
	if len(s.marks) == maxDepth {
		return 0, malformed("more than %d elements stand inside each other", maxDepth)
	}
	name := b[1:n]
	s.attrs, s.scratch = s.attrs[:0], s.scratch[:0]
	for {
		for n < len(b) && isXMLSpace(b[n]) {
			n++
		}
		if n >= len(b) {
			return 0, errShort
		}
		if b[n] == '>' || b[n] == '/' {
			break
		}
		if n, err = s.attribute(b, n); err != nil {
			return 0, err
		}
	}
	if b[n] == '/' {
		if n++; n >= len(b) {
			return 0, errShort
		}
		if b[n] != '>' {
			return 0, malformed("a slash stands inside <%.40s>", name)
		}
		s.isEmpty = true
	}
	s.rooted = true
	s.marks = append(s.marks, mark{len(s.open), local - 1})
	s.open = append(s.open, name...)
	s.name = name[local-1:]
	s.at += n + 1
	return opening, nil
}

// attribute scans name="value" at b[n:] and returns where it ends.
func (s *scanner) attribute(b []byte, n int) (int, error) {
	local, n, err := scanName(b, n)
	if err != nil {
		return 0, err
	}
	name := b[local:n]
	for n < len(b) && isXMLSpace(b[n]) {
		n++
	}
	if n < len(b) && b[n] != '=' {
		return 0, malformed("the attribute %.40s has no value", name)
	}
	for n++; n < len(b) && isXMLSpace(b[n]); n++ {
	}
	if n >= len(b) {
		return 0, errShort
	}
	quote := b[n]
	if quote != '"' && quote != '\'' {
		return 0, malformed("the attribute %.40s is not in quotation marks", name)
	}
	n++
	start := n
	for n < len(b) && isPlain[b[n]] && b[n] != quote {
		n++
	}
	if n < len(b) && b[n] == quote {
		s.attrs = append(s.attrs, attr{name, b[start:n]})
		return n + 1, nil
	}
	return s.hardAttribute(b, start, name, quote)
}

// hardAttribute scans a value that holds more than plain characters.
func (s *scanner) hardAttribute(b []byte, n int, name []byte, quote byte) (int, error) {
	from := len(s.scratch)
	for {
		if n >= len(b) {
			return 0, errShort
		}
		switch b[n] {
		case quote:
			s.attrs = append(s.attrs, attr{name, s.scratch[from:len(s.scratch):len(s.scratch)]})
			return n + 1, nil
		case '<':
			return 0, malformed("the attribute %.40s holds a <", name)
		case ']':
			s.scratch = append(s.scratch, ']')
			n++
			continue
		}
		piece, size, err := s.piece(b[n:])
		if err != nil {
			return 0, err
		}
		s.scratch = append(s.scratch, piece...)
		n += size
	}
}
