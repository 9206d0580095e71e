/* pdf_about - what the file says of itself: title, dates, conformance, and the meaning of its colours. */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "letter/pdf.h"

static void add_xml(struct buffer *buffer, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '<': buffer_add_text(buffer, "&lt;"); break;
		case '>': buffer_add_text(buffer, "&gt;"); break;
		case '&': buffer_add_text(buffer, "&amp;"); break;
		default: buffer_add_char(buffer, *text);
		}
}

/* In whole seconds, as both places can say it. */
static const char *made_at(const struct pdf_about *about, char text[INSTANT_TEXT])
{
	return instant_format(about->made_at - about->made_at % 1000000, text);
}

/* PDF/A wants every property of a schema it does not know described: PDF/UA's is one. */
static const char ua_schema[] =
	"<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfaExtension:schemas><rdf:Bag>"
	"<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
	"<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
	"<pdfaProperty:category>internal</pdfaProperty:category>"
	"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq>"
	"</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

void pdf_metadata(struct pdf *pdf, int number, const struct pdf_about *about)
{
	char at[INSTANT_TEXT];
	struct buffer xmp;

	made_at(about, at);
	buffer_init(&xmp);
	buffer_format(&xmp, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
		" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
		" pdfaid:part=\"%d\" pdfaid:conformance=\"%s\" pdfuaid:part=\"1\" xmp:CreateDate=\"%s\""
		" xmp:ModifyDate=\"%s\" pdf:Producer=\"tilsyn\"><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		about->part, about->level, at, at);
	add_xml(&xmp, about->title);
	buffer_format(&xmp, "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>"
		"</rdf:Description>%s</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>", about->language, ua_schema);
	pdf_stream_plain(pdf, number, "/Type/Metadata/Subtype/XML", xmp.data, xmp.length);
	buffer_release(&xmp);
}

void pdf_info(struct pdf *pdf, int number, const struct pdf_about *about)
{
	char at[INSTANT_TEXT], digits[INSTANT_TEXT], *to = digits;

	for (const char *c = made_at(about, at); *c != '\0'; c++)
		if (*c >= '0' && *c <= '9')
			*to++ = *c;
	*to = '\0';
	pdf_object(pdf, number);
	buffer_add_text(pdf->file, "<</Title");
	pdf_add_text(pdf->file, about->title);
	buffer_format(pdf->file, "/Producer(tilsyn)/CreationDate(D:%sZ)/ModDate(D:%sZ)>>", digits, digits);
	pdf_object_end(pdf);
}

static void add_32(struct buffer *buffer, uint32_t value)
{
	const char bytes[4] = { (char)(value >> 24), (char)(value >> 16), (char)(value >> 8), (char)value };

	buffer_add(buffer, bytes, sizeof bytes);
}

static void add_zeros(struct buffer *buffer, int count)
{
	while (count-- > 0)
		buffer_add_char(buffer, '\0');
}

#define ICC_TAGS 9
#define ICC_DATA (128 + 4 + ICC_TAGS * 12)
#define ICC_SIZE 444

static void add_icc_header(struct buffer *icc)
{
	add_32(icc, ICC_SIZE);
	add_32(icc, 0);
	add_32(icc, 0x02100000);                /* version 2.1: what PDF/A-1 knows too */
	buffer_add_text(icc, "mntrRGB XYZ ");
	buffer_add(icc, "\x07\xd0\0\1\0\1\0\0\0\0\0", 12);      /* 2000-01-01: of the profile, the same in all letters */
	buffer_add_text(icc, "acsp");
	add_zeros(icc, 28);
	add_32(icc, 0xf6d6);                    /* D50 */
	add_32(icc, 0x10000);
	add_32(icc, 0xd32d);
	add_zeros(icc, 48);
}

static void add_icc_tags(struct buffer *icc)
{
	static const struct { const char *name; unsigned at, size; } tags[ICC_TAGS] = {
		{ "desc", 0, 95 }, { "cprt", 96, 12 }, { "wtpt", 108, 20 }, { "rXYZ", 128, 20 }, { "gXYZ", 148, 20 },
		{ "bXYZ", 168, 20 }, { "rTRC", 188, 14 }, { "gTRC", 188, 14 }, { "bTRC", 188, 14 },
	};

	add_32(icc, ICC_TAGS);
	for (int i = 0; i < ICC_TAGS; i++) {
		buffer_add_text(icc, tags[i].name);
		add_32(icc, ICC_DATA + tags[i].at);
		add_32(icc, tags[i].size);
	}
}

/* sRGB's primaries adapted to D50, and 2.2 for its curve. */
static void add_icc_data(struct buffer *icc)
{
	static const uint32_t xyz[4][3] = { { 0xf6d6, 0x10000, 0xd32d }, { 0x6fa2, 0x38f6, 0x0391 },
		{ 0x6294, 0xb785, 0x18dc }, { 0x24a1, 0x0f85, 0xb6d4 } };

	buffer_add(icc, "desc\0\0\0\0\0\0\0\5sRGB", 17);
	add_zeros(icc, 96 - 17);
	buffer_add(icc, "text\0\0\0\0CC0", 12);
	for (int i = 0; i < 4; i++) {
		buffer_add(icc, "XYZ \0\0\0", 8);
		for (int j = 0; j < 3; j++)
			add_32(icc, xyz[i][j]);
	}
	buffer_add(icc, "curv\0\0\0\0\0\0\0\1\x02\x33\0", 16);
}

void pdf_output_intent(struct pdf *pdf, int number)
{
	struct buffer icc;

	buffer_init(&icc);
	add_icc_header(&icc);
	add_icc_tags(&icc);
	add_icc_data(&icc);
	pdf_stream(pdf, number + 1, "/N 3", icc.data, icc.length);
	buffer_release(&icc);
	pdf_object(pdf, number);
	buffer_format(pdf->file, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
		"/RegistryName(http://www.color.org)/DestOutputProfile %d 0 R>>", number + 1);
	pdf_object_end(pdf);
}
