"""The form renderer: every Django form in the look of GOV.UK."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Set FORM_RENDERER to this, and `{{ form }}` and `{{ form.name.as_field_group }}` show GOV.UK fields."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
